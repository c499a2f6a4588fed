import { createApp } from '@backstage/frontend-defaults';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { sentryTranslations } from 'backstage-plugin-sentry';
import { catalogWithSentry } from './catalog/catalogWithSentry';

/** What else the plugin can say than English; app-config names the languages to choose from. */
export const translations = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'sentry',
      params: { resource: sentryTranslations },
    }),
  ],
});

/** The demo portal. Every other plugin in package.json is found by `app.packages: all`. */
export const app = createApp({ features: [catalogWithSentry, translations] });
