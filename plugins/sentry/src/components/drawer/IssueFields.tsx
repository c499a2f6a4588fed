import type { Entity } from '@backstage/catalog-model';
import { parseEntityRef, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryIssueChangeField,
  SentryIssueDetail,
  SentryStatusDetails,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { serverName } from '../../data/projects';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { issuesWithout, targetOf } from '../../triage/acts';
import { useTriage } from '../../triage/Triage';
import { AssigneeCell, PriorityCell } from '../tab/columns';
import { ConnectButton } from '../ui/buttons';
import { AssigneeMenu } from './AssigneeMenu';
import type { ChangeMenuProps } from './ChangeMenu';
import styles from './IssueDrawer.module.css';
import { PriorityMenu, StatusMenu } from './TriageActions';
import { WhyNot } from './WhyNot';

const shownOfCommit = 7;
const transient = [
  'pending_deletion',
  'pending_merge',
  'reprocessing',
] as const;

/** Status, assignee and priority, each changed where it is shown, as far as the viewer may. */
export function IssueFields(props: {
  issue: SentryIssue;
  /** Undefined until it is loaded. */
  detail: SentryIssueDetail | undefined;
  /** Undefined where only the reference is known. */
  entity: Entity | undefined;
  /** What the server of the issue is called. */
  server: string;
}) {
  const { issue, detail, entity } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const status = useStatusText(issue, detail?.statusDetails ?? {});
  const triage = useTriage();
  const canChange = triage?.canChange(issue) ?? false;
  const changeable = (
    field: SentryIssueChangeField,
    value: ReactNode,
    menuOf: (menu: ChangeMenuProps) => ReactNode,
  ) =>
    triage &&
    canChange &&
    issuesWithout(field, triage.advice, [issue]).length === 0
      ? menuOf({ triage, issues: [issue], value })
      : value;
  const hints = {
    author: detail?.suspectCommits[0]?.authorName,
    owners: ownersOf(entity),
  };

  const hasStatusAlone = props.server === serverName('glitchtip');
  const assignee = issue.assignee ? (
    <AssigneeCell assignee={issue.assignee} />
  ) : (
    t('triage.assign.nobody')
  );
  const priority = <PriorityCell priority={issue.priority} />;
  return (
    <div className={styles.fieldsRow}>
      <dl className={styles.fields} aria-label={t('triage.title')}>
        <Field name={t('detail.facts.status')}>
          {changeable('status', status, menu => (
            <StatusMenu {...menu} />
          ))}
        </Field>
        {!(hasStatusAlone && !issue.assignee) && (
          <Field name={t('detail.facts.assignee')}>
            {changeable('assignedTo', assignee, menu => (
              <AssigneeMenu {...menu} hints={hints} />
            ))}
          </Field>
        )}
        {!(hasStatusAlone && !issue.priority) && (
          <Field name={t('detail.facts.priority')}>
            {changeable('priority', priority, menu => (
              <PriorityMenu {...menu} />
            ))}
          </Field>
        )}
      </dl>
      <div className={styles.own}>
        {triage?.advice && !canChange && (
          <WhyNot triage={triage} issues={[issue]} />
        )}
        {triage && canChange && targetOf(triage.advice, issue)?.canConnect && (
          <ConnectButton variant="tertiary" />
        )}
      </div>
    </div>
  );
}

function Field(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <dt className={styles.fieldName}>{props.name}</dt>
      <dd className={styles.fieldValue}>{props.children}</dd>
    </div>
  );
}

/** Names of the groups that own an entity, which Sentry's teams are often called like. */
function ownersOf(entity: Entity | undefined): string[] {
  const owners = entity?.relations
    ?.filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => parseEntityRef(targetRef).name);
  return owners ?? [];
}

/** The issue's status, with since what it is resolved or until what it is archived, and by whom. */
function useStatusText(
  issue: SentryIssue,
  statusDetails: SentryStatusDetails,
): string | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  const resolved = () => {
    const { inNextRelease, inRelease, inCommit } = statusDetails;
    if (inNextRelease) {
      return t('detail.status.resolvedInNextRelease');
    }
    if (inRelease) {
      return t('detail.status.resolvedInRelease', { release: inRelease });
    }
    return inCommit
      ? t('detail.status.resolvedInCommit', {
          commit: inCommit.slice(0, shownOfCommit),
        })
      : t('detail.status.resolved');
  };
  const archived = () => {
    const { ignoreUntil, ignoreCount, ignoreUserCount } = statusDetails;
    if (ignoreUntil) {
      return t('detail.status.archivedUntil', {
        time: formats.exact(new Date(ignoreUntil)),
      });
    }
    if (ignoreCount) {
      return t('detail.status.archivedForEvents', formats.counted(ignoreCount));
    }
    if (ignoreUserCount) {
      return t(
        'detail.status.archivedForUsers',
        formats.counted(ignoreUserCount),
      );
    }
    return issue.substatus === 'archived_until_escalating'
      ? t('detail.status.archivedUntilEscalating')
      : t('detail.status.archived');
  };
  const byActor = (status: string | undefined) =>
    status && statusDetails.actor
      ? t('detail.status.by', { status, name: statusDetails.actor })
      : status;

  switch (issue.status) {
    case 'unresolved':
      return t('detail.status.unresolved');
    case 'resolved':
      return byActor(resolved());
    case 'ignored':
      return byActor(archived());
    default: {
      const other = transient.find(name => name === issue.status);
      return byActor(other && t(`detail.status.${other}`));
    }
  }
}
