import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { isOfferedSomewhere, issuesWithout } from '../../triage/targets';
import { type Triage } from '../../triage/TriageContext';
import { organizationsOf } from './organizationsOf';

/** Why something can't be done to issues that can be changed otherwise. */
export interface Lack {
  /** Whether it can be done to others here, so that it may be missed. */
  isKnown: boolean;
  message: string;
  /** What helps; absent where nothing does. */
  action?: string;
  /** Both, of a menu that has something to choose all the same. */
  ofMenu: string;
}

/** What of these issues can't be changed, and why; undefined of what can. */
export function useLacks(
  { advice }: Triage,
  issues: SentryIssue[],
): (field: SentryIssueChangeField) => Lack | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return field => {
    const lacking = issuesWithout(field, advice, issues);
    if (lacking.length === 0) {
      return undefined;
    }
    const names = organizationsOf(lacking, issues);
    const options = {
      count: names.length,
      organizations: formats.list(names),
    };
    const action =
      lacking.length < issues.length
        ? t('triage.notOffered.action', { count: names.length })
        : undefined;
    return {
      isKnown: isOfferedSomewhere(field, advice),
      message: t('triage.notOffered.message', options),
      action,
      ofMenu: [t('triage.notOffered.ofMenu', options), action]
        .filter(Boolean)
        .join(' '),
    };
  };
}
