import { createBackend } from '@backstage/backend-defaults';

/**
 * The backend of the demo portal, with everything but who may do what, and not
 * started yet: the caller adds a permission policy.
 */
export function createPortal(): ReturnType<typeof createBackend> {
  const backend = createBackend();

  // Serves the built app, where there is one: a deployment needs no other server.
  backend.add(import('@backstage/plugin-app-backend'));

  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
  backend.add(import('backstage-plugin-auth-backend-module-sentry-provider'));

  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
  backend.add(
    import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
  );

  backend.add(import('./localText'));
  backend.add(import('backstage-plugin-catalog-backend-module-sentry'));

  backend.add(import('@backstage/plugin-events-backend'));
  backend.add(import('backstage-plugin-events-backend-module-sentry'));

  // Lets agents use the actions of plugins, as the person who connects them.
  backend.add(import('@backstage/plugin-mcp-actions-backend'));

  backend.add(import('@backstage/plugin-notifications-backend'));

  backend.add(import('@backstage/plugin-permission-backend'));

  backend.add(import('@backstage/plugin-scaffolder-backend'));
  backend.add(import('backstage-plugin-scaffolder-backend-module-sentry'));

  backend.add(import('@backstage/plugin-search-backend'));
  backend.add(import('@backstage/plugin-search-backend-module-catalog'));
  backend.add(import('backstage-plugin-search-backend-module-sentry'));

  backend.add(import('@backstage/plugin-signals-backend'));
  backend.add(import('@backstage/plugin-user-settings-backend'));

  backend.add(import('@backstage/plugin-techdocs-backend'));

  backend.add(import('@backstage-community/plugin-tech-insights-backend'));
  backend.add(
    import('@backstage-community/plugin-tech-insights-backend-module-jsonfc'),
  );
  backend.add(import('backstage-plugin-tech-insights-backend-module-sentry'));

  backend.add(import('backstage-plugin-sentry-backend'));

  return backend;
}
