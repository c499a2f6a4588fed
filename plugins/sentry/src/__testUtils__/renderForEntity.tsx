import type { Entity } from '@backstage/catalog-model';
import { type StorageApi, storageApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { ReactElement } from 'react';
import { type SentryApi, sentryApiRef } from '../api/SentryApi';
import { type SentryAuthApi, sentryAuthApiRef } from '../auth/sentryAuthApiRef';
import { entityContentRouteRef, rootRouteRef } from '../routes';
import { makeEntity } from './data';
import { fakeAuth } from './fakeAuth';

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
  },
) {
  const { sentryApi, entity = makeEntity(), withTab = true } = options;
  const { authApi, storageApi } = options;
  return renderInTestApp(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    {
      apis: [
        [sentryApiRef, sentryApi],
        [sentryAuthApiRef, authApi ?? fakeAuth().authApi],
        ...(storageApi ? [[storageApiRef, storageApi] as const] : []),
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
