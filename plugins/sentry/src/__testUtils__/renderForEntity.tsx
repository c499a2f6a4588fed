import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { ReactElement } from 'react';
import { type SentryApi, sentryApiRef } from '../api';
import { entityContentRouteRef } from '../routes';
import { makeEntity } from './data';

/** Renders something of an entity's page, in an app that has the Sentry tab. */
export function renderForEntity(
  element: ReactElement,
  options: { sentryApi: SentryApi; entity?: Entity; withTab?: boolean },
) {
  const { sentryApi, entity = makeEntity(), withTab = true } = options;
  return renderInTestApp(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    {
      apis: [[sentryApiRef, sentryApi]],
      mountedRoutes: withTab ? { '/sentry': entityContentRouteRef } : {},
    },
  );
}
