import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueChange,
} from 'backstage-plugin-sentry-common';
import { useEffect, useRef } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { keyOf } from '../../triage/Overlays';
import { type Triage } from '../../triage/TriageContext';
import { type TriageAct } from '../../triage/types';
import { AssignMenu } from './AssignMenu';
import { NotOffered, Offered, organizationsOf, useLacks } from './WhyNot';
import {
  PriorityMenu,
  ArchiveMenu,
  ReopenButton,
  ResolveMenu,
} from './TriageMenus';
import { useFocusHome } from '../ui/KeepFocus';

/** In these states Sentry asks for somebody to look at an issue. */
const forReview = ['new', 'regressed', 'escalating'];

/**
 * Everything that can be done to these issues: a status to those that don't have it yet,
 * all else to all of them; what the servers of some don't take says why. First stands what most come for: to resolve what is open, to open the rest again.
 */
export function TriageActions(props: {
  triage: Triage;
  issues: SentryIssue[];
}) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const focusHome = useFocusHome();
  const isAtWork = useRef(false);
  const allBut = (status: NonNullable<SentryIssueChange['status']>) =>
    issues.filter(issue => issue.status !== status);
  const act = (asked: TriageAct) => {
    const { status } = asked.change;
    isAtWork.current = true;
    // It reports what came of it by itself. Sentry skips issues that have the status already,
    // with whatever release or end is asked for, and does not say so.
    triage.change(status ? allBut(status) : issues, asked);
  };
  const closed = allBut('unresolved');
  const isClosed = closed.length === issues.length;
  const toReview = issues.some(
    issue => issue.isUnreviewed ?? mayBeUnreviewed(triage, issue),
  );
  const organizations = organizationsOf(issues);

  const lackOf = useLacks(triage, issues);
  const ofStatus = lackOf('status');

  // The menu that was worked with has given its place to another button.
  useEffect(() => {
    if (isAtWork.current && document.activeElement === document.body) {
      focusHome();
    }
    isAtWork.current = false;
  }, [isClosed, focusHome]);

  const resolve = (variant: 'primary' | 'secondary') => (
    <Offered action={t('triage.resolve.action')} lack={ofStatus}>
      <ResolveMenu variant={variant} lack={lackOf('resolution')} onAct={act} />
    </Offered>
  );
  const reopen = (variant: 'primary' | 'secondary') => (
    <Offered action={t('triage.reopen')} lack={ofStatus}>
      <ReopenButton variant={variant} onAct={act} />
    </Offered>
  );
  /** What of the two is not the first. */
  const other = () => {
    if (!isClosed) {
      return closed.length > 0 && reopen('secondary');
    }
    return allBut('resolved').length > 0 && resolve('secondary');
  };

  return (
    <>
      {isClosed ? reopen('primary') : resolve('primary')}
      {allBut('ignored').length > 0 && (
        <Offered action={t('triage.archive.action')} lack={ofStatus}>
          <ArchiveMenu lack={lackOf('substatus')} onAct={act} />
        </Offered>
      )}
      <Offered action={t('triage.assign.action')} lack={lackOf('assignedTo')}>
        {organizations.length > 1 ? (
          <NotOffered
            action={t('triage.assign.action')}
            message={t('triage.assign.whyNot.message', {
              organizations: formats.list(organizations),
            })}
            help={t('triage.assign.whyNot.action')}
          />
        ) : (
          <AssignMenu
            entityRef={triage.entityRef}
            issues={issues}
            onAct={act}
          />
        )}
      </Offered>
      <Offered action={t('triage.priority')} lack={lackOf('priority')}>
        <PriorityMenu issues={issues} onAct={act} />
      </Offered>
      {other()}
      {toReview && (
        <Offered action={t('triage.review')} lack={lackOf('isReviewed')}>
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              act({ kind: 'review', change: { isReviewed: true } })
            }
          >
            {t('triage.review')}
          </Button>
        </Offered>
      )}
    </>
  );
}

/** As good as can be told where the server does not. */
function mayBeUnreviewed(triage: Triage, issue: SentryIssue): boolean {
  return (
    issue.status === 'unresolved' &&
    forReview.includes(issue.substatus ?? '') &&
    !triage.reviewed.has(keyOf(issue))
  );
}
