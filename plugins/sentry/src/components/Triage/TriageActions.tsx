import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sentryTranslationRef } from '../../translation';
import { fieldsOf, keyOf, type Triage, type TriageAct } from '../../triage';
import { AssignMenu } from './AssignMenu';
import { PriorityMenu } from './PriorityMenu';
import { ArchiveMenu, ResolveMenu } from './StatusMenus';

/** In these states Sentry asks for somebody to look at an issue. */
const forReview = ['new', 'regressed', 'escalating'];

/** Everything that can be done to all of these issues; what can't is not there. */
export function TriageActions(props: {
  triage: Triage;
  issues: SentryIssue[];
}) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const fields = fieldsOf(triage.advice, issues);
  const act = (asked: TriageAct) => {
    // It reports what came of it by itself.
    triage.change(issues, asked);
  };
  const isClosed = issues.some(({ status }) => status !== 'unresolved');
  const toReview = issues.some(
    issue =>
      issue.status === 'unresolved' &&
      forReview.includes(issue.substatus ?? '') &&
      !triage.reviewed.has(keyOf(issue)),
  );
  const places = new Set(
    issues.map(({ project }) =>
      JSON.stringify([project.instance, project.organization]),
    ),
  );

  return (
    <>
      {fields.includes('status') && (
        <>
          <ResolveMenu fields={fields} onAct={act} />
          <ArchiveMenu fields={fields} onAct={act} />
        </>
      )}
      {fields.includes('assignedTo') && places.size === 1 && (
        <AssignMenu entityRef={triage.entityRef} issues={issues} onAct={act} />
      )}
      {fields.includes('priority') && <PriorityMenu onAct={act} />}
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
    </>
  );
}
