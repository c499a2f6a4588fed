import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** The demo portal. Every other plugin in package.json is found by `app.packages: all`. */
export const app = createApp({ features: [catalogPlugin] });
