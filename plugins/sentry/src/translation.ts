import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { cardMessages } from './translations/card/en';

/**
 * The texts of the card, the catalog column and lists of issues, which apps can translate
 * and reword. The other texts are in {@link sentryPageTranslationRef}, so that an overview
 * page does not load them.
 *
 * @public
 */
export const sentryTranslationRef = createTranslationRef({
  id: 'plugin.sentry',
  messages: cardMessages,
  translations: { de: () => import('./translations/card/de') },
});
