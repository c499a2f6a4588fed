import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import {
  createSearchResultListItemExtension,
  type SearchResultListItemExtensionProps,
} from '@backstage/plugin-search-react';
import type { JSX } from 'react';
import { preloadClient } from './lazyApis';
import { sentryApiFactory, sentryAuthApiFactory } from './apis';
import type { SentrySummaryCardProps } from './components/card/SentrySummaryCard';
import type {
  EntitySentryCardProps,
  EntitySentryContentProps,
  SentryIssuesWidgetProps,
} from './components/tab/EntitySentryContent';
import { entityContentRouteRef, rootRouteRef } from './routes';

/**
 * The Sentry plugin of the old frontend system.
 *
 * @public
 */
export const sentryPlugin = createPlugin({
  id: 'sentry',
  apis: [sentryApiFactory, sentryAuthApiFactory],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
});

const importContent = () => {
  preloadClient();
  return import('./components/tab/EntitySentryContent');
};

/**
 * The entity's issues at a glance, for its overview page.
 *
 * @public
 */
export const EntitySentryCard: (props: EntitySentryCardProps) => JSX.Element =
  sentryPlugin.provide(
    createComponentExtension({
      name: 'EntitySentryCard',
      component: { lazy: () => importContent().then(m => m.EntitySentryCard) },
    }),
  );

/**
 * How bad it is in one line, with the trend, for the column of the About card.
 *
 * @public
 */
export const EntitySentrySummaryCard: (
  props: SentrySummaryCardProps,
) => JSX.Element | null = sentryPlugin.provide(
  createComponentExtension({
    name: 'EntitySentrySummaryCard',
    component: {
      lazy: async () => {
        preloadClient();
        const { SentrySummaryCard } =
          await import('./components/card/SentrySummaryCard');
        return SentrySummaryCard;
      },
    },
  }),
);

/**
 * How the jobs and addresses that Sentry watches for the entity are. Nothing where its server
 * has no monitors.
 *
 * @public
 */
export const EntitySentryMonitorsCard: () => JSX.Element | null =
  sentryPlugin.provide(
    createComponentExtension({
      name: 'EntitySentryMonitorsCard',
      component: {
        lazy: async () => {
          preloadClient();
          const { SentryMonitorsCard } =
            await import('./components/monitoring/SentryMonitorsCard');
          return SentryMonitorsCard;
        },
      },
    }),
  );

/**
 * Whom the entity's issues alert. Nothing where its server can't be asked for alerts.
 *
 * @public
 */
export const EntitySentryAlertsCard: () => JSX.Element | null =
  sentryPlugin.provide(
    createComponentExtension({
      name: 'EntitySentryAlertsCard',
      component: {
        lazy: async () => {
          preloadClient();
          const { SentryAlertsCard } =
            await import('./components/monitoring/SentryAlertsCard');
          return SentryAlertsCard;
        },
      },
    }),
  );

/**
 * The entity's issues to search and page through, for a tab of its page.
 *
 * @public
 */
export const EntitySentryContent: (
  props: EntitySentryContentProps,
) => JSX.Element = sentryPlugin.provide(
  createRoutableExtension({
    name: 'EntitySentryContent',
    component: () => importContent().then(m => m.EntitySentryContent),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The plugin's own page: the issues that concern the viewer, those of their teams, and
 * how the Sentry instances are doing.
 *
 * @public
 */
export const SentryPage: () => JSX.Element = sentryPlugin.provide(
  createRoutableExtension({
    name: 'SentryPage',
    component: () =>
      import('./components/pages/SentryPage').then(m => m.SentryPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * An issue among the results of a search, for the `SearchResult` of the app's search page.
 * Takes the documents of the search module alone.
 *
 * @public
 */
export const SentrySearchResultListItem: (
  props: SearchResultListItemExtensionProps,
) => JSX.Element | null = sentryPlugin.provide(
  createSearchResultListItemExtension({
    name: 'SentrySearchResultListItem',
    predicate: ({ type }) => type === 'sentry-issue',
    component: () =>
      import('./components/search/SentrySearchResultItem').then(
        m => m.SentrySearchResultItem,
      ),
  }),
);

/**
 * The issues of an entity that is given, under the name and with the props of the
 * community plugin.
 *
 * @public
 * @deprecated use {@link EntitySentryContent}, with `query` where one is needed
 */
export const SentryIssuesWidget: (
  props: SentryIssuesWidgetProps,
) => JSX.Element = sentryPlugin.provide(
  createComponentExtension({
    name: 'SentryIssuesWidget',
    component: { lazy: () => importContent().then(m => m.SentryIssuesWidget) },
  }),
);

/**
 * The card, under a name of the community plugin.
 *
 * @public
 * @deprecated use {@link EntitySentryCard}
 */
export const SentryIssuesWidgetCard: (
  props: EntitySentryCardProps,
) => JSX.Element = EntitySentryCard;

/**
 * The content of the tab, under a name of the community plugin. Nothing links to it:
 * it is no route of the app.
 *
 * @public
 * @deprecated use {@link EntitySentryContent}
 */
export const Router: (props: EntitySentryContentProps) => JSX.Element =
  sentryPlugin.provide(
    createComponentExtension({
      name: 'Router',
      component: {
        lazy: () => importContent().then(m => m.EntitySentryContent),
      },
    }),
  );
