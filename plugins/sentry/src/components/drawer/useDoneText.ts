import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import type { TriageAct } from '../../triage/types';
import { issueIdOf } from '../../issueUrl/address';

/** Says what was done to which issues. */
export function useDoneText(): (
  act: TriageAct,
  issues: SentryIssue[],
) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return ({ kind, assignee, change }, issues) => {
    const of = {
      count: issues.length,
      number: formats.number(issues.length),
      name: issues.map(issueIdOf)[0] ?? '',
    };
    switch (kind) {
      case 'assign':
        return assignee
          ? t('triage.done.assign', { ...of, assignee: assignee.name })
          : t('triage.done.unassign', of);
      case 'priority':
        return t('triage.done.priority', {
          ...of,
          priority: change.priority
            ? tBase(`issue.priority.${change.priority}`)
            : '',
        });
      default:
        return t(`triage.done.${kind}`, of);
    }
  };
}
