import type { Entity } from '@backstage/catalog-model';
import {
  type AnalyticsApi,
  analyticsApiRef,
  type StorageApi,
  storageApiRef,
  useAnalytics,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { BUIProvider } from '@backstage/ui';
import { screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { type SentryApi, sentryApiRef } from '../api/SentryApi';
import { type SentryAuthApi, sentryAuthApiRef } from '../auth/sentryAuth';
import { type SignalApi, signalApiRef } from '../data/useLive';
import { entityContentRouteRef, rootRouteRef } from '../routes';
import { makeEntity, makeIssue, makePage } from './data';
import { fakeAuth, fakeApi } from './fakes';
import { SentryIssuesContent } from '../components/tab/SentryIssuesContent';

/** Config of an app in which users can connect. */
export const withSentryAuth = { auth: { providers: { sentry: {} } } };

const catalogRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

/** Renders something of an entity's page, in an app that has the Sentry tab. */
export function renderForEntity(
  element: ReactElement,
  options: {
    sentryApi: SentryApi;
    entity?: Entity;
    withTab?: boolean;
    /** Given where users can connect. */
    authApi?: SentryAuthApi;
    /** What is remembered from one time to the next. */
    storageApi?: StorageApi;
    /** Given where changes are signalled. */
    signalApi?: SignalApi;
    /** Given to see what is reported. */
    analyticsApi?: AnalyticsApi;
  },
) {
  const { sentryApi, entity = makeEntity(), withTab = true } = options;
  const { authApi, storageApi, signalApi, analyticsApi } = options;
  return renderInTestApp(
    <EntityProvider entity={entity}>
      {/* As an app does, so that the design system reports, too. */}
      <BUIProvider useAnalytics={useAnalytics}>{element}</BUIProvider>
    </EntityProvider>,
    {
      apis: [
        [sentryApiRef, sentryApi],
        [sentryAuthApiRef, authApi ?? fakeAuth().authApi],
        ...(storageApi ? [[storageApiRef, storageApi] as const] : []),
        ...(signalApi ? [[signalApiRef, signalApi] as const] : []),
        ...(analyticsApi ? [[analyticsApiRef, analyticsApi] as const] : []),
      ],
      ...(authApi && { config: withSentryAuth }),
      // The router of tests has a location of its own.
      initialRouteEntries: [window.location.pathname],
      mountedRoutes: {
        ...catalogRoutes,
        ...(withTab && { '/sentry': entityContentRouteRef }),
      },
    },
  );
}

/** Renders something of the plugin's own page, or of the home page. */
export function renderForUser(
  element: ReactElement,
  options: { sentryApi: SentryApi },
) {
  return renderInTestApp(element, {
    apis: [
      [sentryApiRef, options.sentryApi],
      [sentryAuthApiRef, fakeAuth().authApi],
    ],
    mountedRoutes: { ...catalogRoutes, '/my-sentry': rootRouteRef },
  });
}

/** Where the tab of the entity is. */
export const tab = '/catalog/default/component/shop-web/sentry';

/** The second issue of the list. */
export const otherIssue = makeIssue({
  id: '4502',
  shortId: 'SHOP-WEB-1B',
  title: 'RangeError: too many',
  type: 'RangeError',
  value: 'too many',
});

/** Shows the tab of an entity at an address, which may name an issue. */
export function showTab(search = '', sentryApi = fakeApi()) {
  window.history.replaceState(null, '', `${tab}${search}`);
  sentryApi.getIssues.mockResolvedValue(
    makePage({ items: [makeIssue(), otherIssue] }),
  );
  renderForEntity(<SentryIssuesContent />, { sentryApi });
  return sentryApi;
}

/** The drawer, once the issue in it is there. */
export async function findDrawer() {
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByRole('heading', { name: 'Event' });
  return drawer;
}
