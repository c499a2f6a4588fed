import { createTranslationResource } from '@backstage/frontend-plugin-api';
import { sentryTranslationRef } from '../translation';

/**
 * The texts of the plugin in further languages: German (`de`). An app installs it
 * as one of its translations; a language is loaded once it is chosen.
 *
 * @public
 */
export const sentryTranslations = createTranslationResource({
  ref: sentryTranslationRef,
  translations: { de: () => import('./de') },
});
