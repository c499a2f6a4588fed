import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueChange,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';
import { type ReactNode, useEffect, useRef } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { keyOf } from '../../data/changes';
import type { Triage } from '../../triage/Triage';
import type { TriageAct } from '../../triage/acts';
import { useFocusHome } from '../ui/KeepFocus';
import { AssignMenu } from './AssignMenu';
import { ArchiveMenu, PriorityMenu, ResolveMenu } from './TriageMenus';
import { NotOffered, organizationNames, useUnsupported } from './WhyNot';

/** Sentry lists issues with these substatuses for review. */
const forReview = ['new', 'regressed', 'escalating'];

/**
 * The buttons that change issues. A status is set for the issues that don't have it yet,
 * everything else for all of them. Resolving comes first, or reopening if none is open.
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
  const unsupported = useUnsupported(triage, issues);
  const organizations = organizationNames(issues);

  const allBut = (status: NonNullable<SentryIssueChange['status']>) =>
    issues.filter(issue => issue.status !== status);
  const closed = allBut('unresolved');
  const isClosed = closed.length === issues.length;
  const act = (asked: TriageAct) => {
    const { status } = asked.change;
    isAtWork.current = true;
    // Sentry skips issues that have the status already, whatever release or end is asked
    // for, and doesn't say so. The result reaches the viewer through the triage state.
    triage.change(status ? allBut(status) : issues, asked);
  };

  // The first button is another one now: the one that had the focus is gone.
  useEffect(() => {
    if (isAtWork.current && document.activeElement === document.body) {
      focusHome();
    }
    isAtWork.current = false;
  }, [isClosed, focusHome]);

  /** The button; why it is missing, in its place; nothing if no issue of the entity has it. */
  const offer = (
    field: SentryIssueChangeField,
    action: string,
    button: ReactNode,
  ) => {
    const reason = unsupported(field);
    return reason ? (
      reason.isOfferedElsewhere && (
        <NotOffered
          action={action}
          message={reason.message}
          help={reason.action}
        />
      )
    ) : (
      <>{button}</>
    );
  };
  const button = (
    label: string,
    variant: 'primary' | 'secondary',
    asked: TriageAct,
  ) => (
    <Button size="small" variant={variant} onPress={() => act(asked)}>
      {label}
    </Button>
  );
  const resolve = (variant: 'primary' | 'secondary') =>
    offer(
      'status',
      t('triage.resolve.action'),
      <ResolveMenu
        variant={variant}
        unsupported={unsupported('resolution')}
        onAct={act}
      />,
    );
  const reopen = (variant: 'primary' | 'secondary') =>
    offer(
      'status',
      t('triage.reopen'),
      button(t('triage.reopen'), variant, {
        kind: 'reopen',
        change: { status: 'unresolved' },
      }),
    );
  const assign =
    organizations.length > 1 ? (
      <NotOffered
        action={t('triage.assign.action')}
        message={t('triage.assign.whyNot.message', {
          organizations: formats.list(organizations),
        })}
        help={t('triage.assign.whyNot.action')}
      />
    ) : (
      <AssignMenu entityRef={triage.entityRef} issues={issues} onAct={act} />
    );

  return (
    <>
      {isClosed ? reopen('primary') : resolve('primary')}
      {allBut('ignored').length > 0 &&
        offer(
          'status',
          t('triage.archive.action'),
          <ArchiveMenu unsupported={unsupported('substatus')} onAct={act} />,
        )}
      {offer('assignedTo', t('triage.assign.action'), assign)}
      {offer(
        'priority',
        t('triage.priority'),
        <PriorityMenu issues={issues} onAct={act} />,
      )}
      {!isClosed && closed.length > 0 && reopen('secondary')}
      {isClosed && allBut('resolved').length > 0 && resolve('secondary')}
      {issues.some(issue => isUnreviewed(triage, issue)) &&
        offer(
          'isReviewed',
          t('triage.review'),
          button(t('triage.review'), 'secondary', {
            kind: 'review',
            change: { isReviewed: true },
          }),
        )}
    </>
  );
}

/** Guesses from the substatus where the server doesn't say. */
function isUnreviewed(triage: Triage, issue: SentryIssue): boolean {
  return (
    issue.isUnreviewed ??
    (issue.status === 'unresolved' &&
      forReview.includes(issue.substatus ?? '') &&
      !triage.reviewed.has(keyOf(issue)))
  );
}
