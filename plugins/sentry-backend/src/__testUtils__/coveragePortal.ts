import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { DatabaseManager } from '@backstage/backend-defaults/database';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type {
  SentryCoverageItem,
  SentryCoverageList,
  SentryCoverageResponse,
} from 'backstage-plugin-sentry-common';
import request from 'supertest';
import { userGroups } from './minePortal';
import { startPortal, type PortalOptions } from './startPortal';

/** A portal that compares when a test wants it. */
export async function startCoveragePortal(
  options: Partial<PortalOptions> & {
    /** Of `backend.database`; default in memory. */
    database?: JsonObject;
    entities: Entity[];
  },
) {
  const { database, features = [], ...rest } = options;
  let compare = async () => {};
  const more: BackendFeature[] = [
    userGroups,
    mockServices.scheduler.mock({
      scheduleTask: async ({ id, fn }) => {
        if (id === 'sentry-coverage') {
          compare = async () => {
            await fn(new AbortController().signal);
          };
        }
      },
    }).factory,
  ];
  if (database) {
    const config = mockServices.rootConfig({ data: { backend: { database } } });
    more.push(
      createServiceFactory({
        service: coreServices.database,
        deps: {
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
        },
        factory: deps =>
          DatabaseManager.fromConfig(config).forPlugin('sentry', deps),
      }),
    );
  }
  const portal = await startPortal({
    ...rest,
    features: [...more, ...features],
  });
  const as = (who?: string) =>
    who ? mockCredentials.user.header(who) : mockCredentials.service.header();
  return {
    ...portal,
    /** Compares the catalog with Sentry. */
    compare: () => compare(),
    list: async (
      list: SentryCoverageList,
      { who = 'user:default/platform', query = '' } = {},
    ): Promise<SentryCoverageResponse> => {
      const { status, body } = await request(portal.server)
        .get(`/api/sentry/coverage?list=${list}${query}`)
        .set('authorization', as(who));
      expect(status).toBe(200);
      return body;
    },
    decide: (who: string, body: object) =>
      request(portal.server)
        .patch('/api/sentry/coverage')
        .set('authorization', as(who))
        .send(body),
    matches: async () => {
      const { status, body } = await request(portal.server)
        .get('/api/sentry/coverage/matches')
        .set('authorization', as());
      expect(status).toBe(200);
      return body;
    },
  };
}

/** An item on a line. */
export function inShort({
  entity,
  projects,
  suggestion,
  problems,
}: SentryCoverageItem): string {
  return [
    entity?.ref.split('/')[1],
    projects.map(({ slug }) => slug).join(' ') || undefined,
    suggestion && `${suggestion.confidence}: ${suggestion.reasons.join(' ')}`,
    problems.map(({ code }) => code).join(' ') || undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}
