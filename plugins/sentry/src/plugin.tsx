import {
  CatalogFilterBlueprint,
  EntityContextMenuItemBlueprint,
  EntityIconLinkBlueprint,
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { annotatedEntityFilter, filterFor } from './filters';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  widgetConfigSchema,
  cardConfigSchema,
  contentConfigSchema,
  summaryConfigSchema,
} from './config';
import {
  PageBlueprint,
  SubPageBlueprint,
  ApiBlueprint,
  coreExtensionData,
  createExtension,
  createFrontendPlugin,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import { preloadClient } from './lazyApis';
import { sentryApiFactory, sentryAuthApiFactory } from './apis';
import { BugIcon } from './BugIcon';
import { entityContentRouteRef, rootRouteRef, useTabLink } from './routes';
import { searchExtensions } from './searchExtensions';
import { titlesFor } from './titles';

const contextMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'issues',
  params: {
    icon: <BugIcon width={16} height={16} />,
    filter: annotatedEntityFilter,
    useProps: () => {
      const { href = '', disabled } = useTabLink();
      return { title: 'Sentry', href, disabled };
    },
  },
});

const iconLink = EntityIconLinkBlueprint.make({
  name: 'issues',
  params: {
    filter: annotatedEntityFilter,
    useProps: () => ({
      ...useTabLink(),
      label: 'Sentry',
      icon: <BugIcon />,
    }),
  },
});

const projectFilter = CatalogFilterBlueprint.make({
  name: 'project',
  params: {
    loader: async () => {
      const { SentryProjectFilter } =
        await import('./components/catalog/SentryProjectFilter');
      return <SentryProjectFilter />;
    },
  },
});

/** The viewer's issues on the home page, where the app has one. */
const myIssuesWidget = HomePageWidgetBlueprint.makeWithOverrides({
  name: 'my-issues',
  configSchema: widgetConfigSchema,
  factory(originalFactory, { config, apis }) {
    const { widget, widgetDescription } = titlesFor(apis);
    return originalFactory({
      name: 'SentryMyIssues',
      title: widget,
      description: widgetDescription,
      layout: {
        width: { minColumns: 3, defaultColumns: 6 },
        height: { minRows: 4, defaultRows: 9 },
      },
      componentProps: config,
      components: async () => {
        preloadClient();
        const { MyIssuesWidget } =
          await import('./components/widget/MyIssuesWidget');
        return { Content: MyIssuesWidget };
      },
    });
  },
});

const importPages = () => {
  preloadClient();
  return import('./components/pages/pages');
};

/** The plugin's own page; the first of its sub-pages is shown first. */
const sentryPage = PageBlueprint.make({
  params: {
    path: '/sentry',
    title: 'Sentry',
    icon: <BugIcon />,
    routeRef: rootRouteRef,
  },
});

function subPage<
  const Name extends 'my-issues' | 'teams' | 'coverage' | 'connection',
>(name: Name) {
  return SubPageBlueprint.makeWithOverrides({
    name,
    factory: (originalFactory, { apis }) =>
      originalFactory({
        path: name,
        title: titlesFor(apis)[name],
        loader: async () => {
          const { SubPage } = await importPages();
          return <SubPage name={name} />;
        },
      }),
  });
}

const myIssuesPage = subPage('my-issues');
const teamsPage = subPage('teams');
const coveragePage = subPage('coverage');
const connectionPage = subPage('connection');

const sentryApi = ApiBlueprint.make({
  params: defineParams => defineParams(sentryApiFactory),
});

const sentryAuthApi = ApiBlueprint.make({
  name: 'auth',
  params: defineParams => defineParams(sentryAuthApiFactory),
});

const importCards = () => {
  preloadClient();
  return import('./components/card/cards');
};

const issuesCard = EntityCardBlueprint.makeWithOverrides({
  name: 'issues',
  configSchema: cardConfigSchema,
  factory(originalFactory, { config }) {
    return originalFactory({
      type: 'content',
      filter: filterFor(config.showWhenMissing),
      loader: async () => {
        const { SentryIssuesCard } = await importCards();
        return <SentryIssuesCard {...config} />;
      },
    });
  },
});

const summaryCard = EntityCardBlueprint.makeWithOverrides({
  name: 'summary',
  configSchema: summaryConfigSchema,
  factory(originalFactory, { config }) {
    return originalFactory({
      type: 'info',
      filter: filterFor(),
      loader: async () => {
        const { SentrySummaryCard } = await importCards();
        return <SentrySummaryCard {...config} />;
      },
    });
  },
});

/** Cards for portals that ask for them; each loads its code and its answer when it is seen. */
const monitorsCard = EntityCardBlueprint.make({
  name: 'monitors',
  disabled: true,
  params: {
    type: 'content',
    filter: filterFor(),
    loader: async () => {
      preloadClient();
      const { SentryMonitorsCard } =
        await import('./components/monitoring/SentryMonitorsCard');
      return <SentryMonitorsCard />;
    },
  },
});

const alertsCard = EntityCardBlueprint.make({
  name: 'alerts',
  disabled: true,
  params: {
    type: 'content',
    filter: filterFor(),
    loader: async () => {
      preloadClient();
      const { SentryAlertsCard } =
        await import('./components/monitoring/SentryAlertsCard');
      return <SentryAlertsCard />;
    },
  },
});

const importTab = () => {
  preloadClient();
  return import('./components/tab/SentryIssuesContent');
};

const issuesContent = EntityContentBlueprint.makeWithOverrides({
  name: 'issues',
  configSchema: contentConfigSchema,
  factory(originalFactory, { config }) {
    const { path = 'sentry' } = config;
    // Who opens the app at the tab need not wait for the entity to load its code, too.
    if (isOpenedAt(path)) {
      importTab().catch(() => {});
    }
    return originalFactory({
      path,
      title: 'Sentry',
      group: 'observability',
      icon: <BugIcon />,
      routeRef: entityContentRouteRef,
      filter: filterFor(config.showWhenMissing),
      loader: async () => {
        const { SentryIssuesContent } = await importTab();
        return <SentryIssuesContent {...config} />;
      },
    });
  },
});

/** Whether the browser is at an address that ends with a path, below another one. */
function isOpenedAt(path: string): boolean {
  const address = window.location.pathname.replace(/\/$/, '');
  const end = path.replace(/^\/?/, '/');
  return address.length > end.length && address.endsWith(end);
}

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
        const { ProviderSettings } = await importPages();
        return <ProviderSettings />;
      }),
    ),
  ],
});

/**
 * The Sentry plugin of the new frontend system: a card and a tab with the issues of the
 * entity at hand, a page and a widget with those that concern the viewer, read through the
 * Sentry backend plugin. The portal's own tokens never reach the browser; a user's own is
 * sent to that plugin alone.
 *
 * @public
 */
export const sentryPlugin = createFrontendPlugin({
  pluginId: 'sentry',
  title: 'Sentry',
  icon: <BugIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  extensions: [
    sentryPage,
    myIssuesPage,
    teamsPage,
    coveragePage,
    connectionPage,
    providerSettings,
    sentryApi,
    sentryAuthApi,
    summaryCard,
    issuesCard,
    monitorsCard,
    alertsCard,
    issuesContent,
    contextMenuItem,
    projectFilter,
    iconLink,
    myIssuesWidget,
    ...searchExtensions,
  ],
});
