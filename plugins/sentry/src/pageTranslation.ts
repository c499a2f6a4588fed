import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { connectionMessages } from './translations/connection';
import { mineMessages } from './translations/mine';

/**
 * The texts of the plugin's own page, of the home page widget and of the settings.
 *
 * @public
 */
export const sentryPageTranslationRef = createTranslationRef({
  id: 'plugin.sentry.page',
  messages: { ...connectionMessages, ...mineMessages },
  translations: { de: () => import('./translations/de/page') },
});
