import {
  ApiBlueprint,
  configApiRef,
  coreExtensionData,
  createExtension,
  createFrontendPlugin,
  discoveryApiRef,
  ExtensionBoundary,
  fetchApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiBugLine } from '@remixicon/react';
import { sentryApiRef } from './api/SentryApi';
import { createSentryAuth } from './auth/createSentryAuth';
import { sentryAuthApiRef } from './auth/sentryAuthApiRef';
import { cardConfigSchema, contentConfigSchema } from './config';
import { createSentryClient } from './createSentryClient';
import { entityLinkExtensions } from './extensions/entityLinks';
import { homeExtensions } from './extensions/homeWidget';
import { pageExtensions } from './extensions/pages';
import { sentryEntityFilter } from './filters';
import { entityContentRouteRef, rootRouteRef } from './routes';

const sentryApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: sentryApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        sentryAuthApi: sentryAuthApiRef,
      },
      factory: createSentryClient,
    }),
});

const sentryAuthApi = ApiBlueprint.make({
  name: 'auth',
  params: defineParams =>
    defineParams({
      api: sentryAuthApiRef,
      deps: {
        configApi: configApiRef,
        discoveryApi: discoveryApiRef,
        oauthRequestApi: oauthRequestApiRef,
      },
      factory: createSentryAuth,
    }),
});

const issuesCard = EntityCardBlueprint.makeWithOverrides({
  name: 'issues',
  configSchema: cardConfigSchema,
  factory(originalFactory, { config }) {
    const { maxItems, statsPeriod, sort } = config;
    return originalFactory({
      type: 'content',
      filter: sentryEntityFilter,
      loader: async () => {
        const { SentryIssuesCard } =
          await import('./components/card/SentryIssuesCard');
        return (
          <SentryIssuesCard
            maxItems={maxItems}
            statsPeriod={statsPeriod}
            sort={sort}
          />
        );
      },
    });
  },
});

const issuesContent = EntityContentBlueprint.makeWithOverrides({
  name: 'issues',
  configSchema: contentConfigSchema,
  factory(originalFactory, { config }) {
    const { statsPeriod, sort, pageSize, columns } = config;
    return originalFactory({
      path: 'sentry',
      title: 'Sentry',
      group: 'observability',
      icon: <RiBugLine />,
      routeRef: entityContentRouteRef,
      filter: sentryEntityFilter,
      loader: async () => {
        const { SentryIssuesContent } =
          await import('./components/tab/SentryIssuesContent');
        return (
          <SentryIssuesContent
            statsPeriod={statsPeriod}
            sort={sort}
            pageSize={pageSize}
            columns={columns}
          />
        );
      },
    });
  },
});

/** Takes the place of the list in the user settings, and so has to be asked for. */
const providerSettings = createExtension({
  kind: 'provider-settings',
  attachTo: {
    id: 'sub-page:user-settings/auth-providers',
    input: 'providerSettings',
  },
  disabled: true,
  output: [coreExtensionData.reactElement],
  factory: ({ node }) => [
    coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, async () => {
        const { ProviderSettings } =
          await import('./components/pages/ProviderSettings');
        return <ProviderSettings />;
      }),
    ),
  ],
});

/**
 * The Sentry plugin of the new frontend system: a card and a tab with the issues
 * of the entity at hand, a page and a widget with those that concern the viewer, read through the Sentry backend plugin. The portal's own
 * tokens never reach the browser; a user's own is sent to that plugin alone.
 *
 * @public
 */
export const sentryPlugin = createFrontendPlugin({
  pluginId: 'sentry',
  title: 'Sentry',
  icon: <RiBugLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  extensions: [
    ...pageExtensions,
    providerSettings,
    sentryApi,
    sentryAuthApi,
    issuesCard,
    issuesContent,
    ...entityLinkExtensions,
    ...homeExtensions,
  ],
});
