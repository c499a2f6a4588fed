import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { detailMessages } from './translations/detail';
import { triageMessages } from './translations/triage';

/**
 * The texts of an open issue, and of what can be done to issues.
 *
 * @public
 */
export const sentryIssueTranslationRef = createTranslationRef({
  id: 'plugin.sentry.issue',
  messages: { detail: detailMessages, triage: triageMessages },
  translations: { de: () => import('./translations/de/issue') },
});
