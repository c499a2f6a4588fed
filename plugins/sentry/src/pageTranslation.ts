import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { pageMessages } from './translations/page/en';

/**
 * The texts of the tab, the open issue, the pages, the home page widget, and of problems,
 * which apps can translate and reword.
 *
 * @public
 */
export const sentryPageTranslationRef = createTranslationRef({
  id: 'plugin.sentry.page',
  messages: pageMessages,
  translations: { de: () => import('./translations/page/de') },
});
