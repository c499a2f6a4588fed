import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { sentryIssueTranslationRef } from '../../issueTranslation';
import { fieldsOf, keyOf, type Triage, type TriageAct } from '../../triage';
import { AskWhy } from './AskWhy';
import { AssignMenu } from './AssignMenu';
import { PriorityMenu } from './PriorityMenu';
import { ArchiveMenu, ResolveMenu } from './StatusMenus';
import styles from './Triage.module.css';

/** In these states Sentry asks for somebody to look at an issue. */
const forReview = ['new', 'regressed', 'escalating'];

/** Everything that can be done to all of these issues; what can't is not there. */
export function TriageActions(props: {
  triage: Triage;
  issues: SentryIssue[];
}) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryIssueTranslationRef);
  const formats = useFormats();
  const fields = fieldsOf(triage.advice, issues);
  const act = (asked: TriageAct) => {
    // It reports what came of it by itself.
    triage.change(issues, asked);
  };
  const isClosed = issues.some(({ status }) => status !== 'unresolved');
  const toReview = issues.some(
    issue => issue.isUnreviewed ?? mayBeUnreviewed(triage, issue),
  );
  const organizations = organizationsOf(issues);

  return (
    <>
      {fields.includes('status') && (
        <>
          <ResolveMenu fields={fields} onAct={act} />
          <ArchiveMenu fields={fields} onAct={act} />
        </>
      )}
      {fields.includes('assignedTo') && organizations.length === 1 && (
        <AssignMenu entityRef={triage.entityRef} issues={issues} onAct={act} />
      )}
      {fields.includes('priority') && (
        <PriorityMenu issues={issues} onAct={act} />
      )}
      {fields.includes('status') && isClosed && (
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            act({ kind: 'reopen', change: { status: 'unresolved' } })
          }
        >
          {t('triage.reopen')}
        </Button>
      )}
      {fields.includes('isReviewed') && toReview && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => act({ kind: 'review', change: { isReviewed: true } })}
        >
          {t('triage.review')}
        </Button>
      )}
      {fields.includes('assignedTo') && organizations.length > 1 && (
        <AskWhy
          ask={t('triage.assign.whyNot.ask')}
          title={t('triage.assign.whyNot.title')}
        >
          <Text as="p">
            {t('triage.assign.whyNot.message', {
              organizations: formats.list(organizations),
            })}
          </Text>
          <Text as="p" className={styles.quiet}>
            {t('triage.assign.whyNot.action')}
          </Text>
        </AskWhy>
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

/** By name; one of each Sentry, should two have one of the same name. */
function organizationsOf(issues: SentryIssue[]): string[] {
  const names = new Map(
    issues.map(({ project }) => [
      JSON.stringify([project.instance, project.organization]),
      project.organization,
    ]),
  );
  return [...names.values()];
}
