import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MenuItem, MenuSection } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueChange,
} from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { isOfferedSomewhere, type TriageKind } from '../../triage/acts';
import type { Triage } from '../../triage/Triage';
import { sentryTranslationRef } from '../../translation';
import { ArrowDownIcon, ArrowUpIcon, EqualIcon } from '../ui/icons';
import { AssigneeMenu } from './AssigneeMenu';
import {
  ChangeMenu,
  type ChangeMenuProps,
  Choice,
  sharedValue,
  useLacks,
} from './ChangeMenu';

/** The menus that change several issues at once: those that any server of the entity supports. */
export function TriageActions(props: {
  triage: Triage;
  issues: SentryIssue[];
}) {
  const { advice } = props.triage;
  return (
    <>
      <StatusMenu {...props} />
      {isOfferedSomewhere('assignedTo', advice) && <AssigneeMenu {...props} />}
      {isOfferedSomewhere('priority', advice) && <PriorityMenu {...props} />}
    </>
  );
}

const archiveMinutes = [
  ['hour', 60],
  ['day', 24 * 60],
  ['week', 7 * 24 * 60],
  ['month', 30 * 24 * 60],
] as const;

/** Resolves, archives, opens again and marks as reviewed, as far as the servers support it. */
export function StatusMenu(props: ChangeMenuProps) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const lacksOf = useLacks(props);
  const isOpen = (issue: SentryIssue) => issue.status === 'unresolved';
  const lack = [
    lacksOf('resolution'),
    lacksOf('substatus'),
    issues.some(issue => issue.isUnreviewed) && lacksOf('isReviewed'),
  ].find(Boolean);

  const item = (label: string, kind: TriageKind, change: SentryIssueChange) => {
    // Sentry skips issues that have the status already, and doesn't say so.
    const changed = change.status
      ? issues.filter(issue => issue.status !== change.status)
      : issues;
    return (
      changed.length > 0 && (
        <MenuItem
          key={label}
          onAction={() => triage.change(changed, { kind, change })}
        >
          {label}
        </MenuItem>
      )
    );
  };
  const archive = (
    label: string,
    substatus: SentryIssueChange['substatus'],
    durationMinutes?: number,
  ) =>
    item(label, 'archive', { status: 'ignored', substatus, durationMinutes });

  return (
    <ChangeMenu
      {...props}
      label={t('detail.facts.status')}
      note={lack ? lack.note : undefined}
    >
      {issues.some(issue => !isOpen(issue)) &&
        item(t('triage.reopen'), 'reopen', { status: 'unresolved' })}
      {issues.some(issue => issue.isUnreviewed) &&
        !lacksOf('isReviewed') &&
        item(t('triage.review'), 'review', { isReviewed: true })}
      {issues.some(issue => issue.status !== 'resolved') && (
        <MenuSection title={t('triage.resolve.action')}>
          {item(t('triage.resolve.now'), 'resolve', { status: 'resolved' })}
          {!lacksOf('resolution') &&
            item(t('triage.resolve.inNextRelease'), 'resolve', {
              status: 'resolved',
              resolution: { inNextRelease: true },
            })}
        </MenuSection>
      )}
      {issues.some(issue => issue.status !== 'ignored') && (
        <MenuSection title={t('triage.archive.action')}>
          {lacksOf('substatus') ? (
            archive(t('triage.archive.plain'), undefined)
          ) : (
            <>
              {archive(
                t('triage.archive.untilEscalating'),
                'archived_until_escalating',
              )}
              {archiveMinutes.map(([name, minutes]) =>
                archive(
                  t(`triage.archive.${name}`),
                  'archived_until_condition_met',
                  minutes,
                ),
              )}
              {archive(t('triage.archive.forever'), 'archived_forever')}
            </>
          )}
        </MenuSection>
      )}
    </ChangeMenu>
  );
}

const priorities = [
  ['high', <ArrowUpIcon aria-hidden />],
  ['medium', <EqualIcon aria-hidden />],
  ['low', <ArrowDownIcon aria-hidden />],
] as const;

/** Sets the priority of issues. */
export function PriorityMenu(props: ChangeMenuProps) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const lack = useLacks(props)('priority');
  const current = sharedValue(issues.map(({ priority }) => priority));
  return (
    <ChangeMenu
      {...props}
      label={t('detail.facts.priority')}
      current={current}
      note={lack?.note}
    >
      {!lack &&
        priorities.map(([priority, icon]) => (
          <Choice
            key={priority}
            id={priority}
            label={tBase(`issue.priority.${priority}`)}
            icon={icon}
            isCurrent={priority === current}
            onChoose={() =>
              triage.change(issues, { kind: 'priority', change: { priority } })
            }
          />
        ))}
    </ChangeMenu>
  );
}
