import { createApp } from '@backstage/frontend-defaults';
import { catalogWithSentry } from './catalog/catalogWithSentry';
import { navWithUnread } from './nav';
import { brandThemes } from './themes';

/** The demo portal. Every other plugin in package.json is found by `app.packages: all`. */
export const app = createApp({
  features: [catalogWithSentry, brandThemes, navWithUnread],
});
