import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { limitsMessages } from './translations/limits';
import { problemMessages } from './translations/problems';

/**
 * The texts of what went wrong and how to mend it, and of what a server can't do.
 *
 * @public
 */
export const sentryProblemTranslationRef = createTranslationRef({
  id: 'plugin.sentry.problem',
  messages: { ...limitsMessages, problem: problemMessages },
  translations: { de: () => import('./translations/de/problem') },
});
