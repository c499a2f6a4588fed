import { createRouteRef } from '@backstage/core-plugin-api';

/** The tab on the entity page; this kind of ref works in both frontend systems. */
export const entityContentRouteRef = createRouteRef({ id: 'sentry' });

/** The page of the plugin itself. */
export const rootRouteRef = createRouteRef({ id: 'sentry:page' });
