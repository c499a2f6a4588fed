import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { componentsMessages } from './translations/components';
import { listMessages } from './translations/list';
import { overviewMessages } from './translations/overview';
import { statesMessages } from './translations/states';

/**
 * The texts of cards and lists of issues, to be translated or reworded by the app.
 * The other texts are loaded with what shows them, and so have refs of their own:
 * {@link sentryProblemTranslationRef}, {@link sentryIssueTranslationRef} and
 * {@link sentryPageTranslationRef}.
 *
 * @public
 */
export const sentryTranslationRef = createTranslationRef({
  id: 'plugin.sentry',
  messages: {
    ...overviewMessages,
    ...listMessages,
    ...statesMessages,
    ...componentsMessages,
  },
  translations: { de: () => import('./translations/de/base') },
});
