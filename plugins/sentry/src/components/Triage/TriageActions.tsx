import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { sentryIssueTranslationRef } from '../../issueTranslation';
import { keyOf, type Triage, type TriageAct } from '../../triage';
import { AssignMenu } from './AssignMenu';
import { NotOffered, Offered } from './NotOffered';
import { organizationsOf } from './organizationsOf';
import { PriorityMenu } from './PriorityMenu';
import { ArchiveMenu, ResolveMenu } from './StatusMenus';
import { useLacks } from './useLacks';

/** In these states Sentry asks for somebody to look at an issue. */
const forReview = ['new', 'regressed', 'escalating'];

/** Everything that can be done to all of these issues; what can only to some or to others says why. */
export function TriageActions(props: {
  triage: Triage;
  issues: SentryIssue[];
}) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryIssueTranslationRef);
  const formats = useFormats();
  const act = (asked: TriageAct) => {
    // It reports what came of it by itself.
    triage.change(issues, asked);
  };
  const isClosed = issues.some(({ status }) => status !== 'unresolved');
  const toReview = issues.some(
    issue => issue.isUnreviewed ?? mayBeUnreviewed(triage, issue),
  );
  const organizations = organizationsOf(issues);

  const lackOf = useLacks(triage, issues);
  const ofStatus = lackOf('status');

  return (
    <>
      <Offered action={t('triage.resolve.action')} lack={ofStatus}>
        <ResolveMenu lack={lackOf('resolution')} onAct={act} />
      </Offered>
      <Offered action={t('triage.archive.action')} lack={ofStatus}>
        <ArchiveMenu lack={lackOf('substatus')} onAct={act} />
      </Offered>
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
      {isClosed && (
        <Offered action={t('triage.reopen')} lack={ofStatus}>
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              act({ kind: 'reopen', change: { status: 'unresolved' } })
            }
          >
            {t('triage.reopen')}
          </Button>
        </Offered>
      )}
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
