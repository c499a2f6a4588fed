import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { problemMessages } from './translations/problems';

/**
 * The texts of what went wrong, and of how to mend it.
 *
 * @public
 */
export const sentryProblemTranslationRef = createTranslationRef({
  id: 'plugin.sentry.problem',
  messages: { problem: problemMessages },
  translations: { de: () => import('./translations/de/problem') },
});
