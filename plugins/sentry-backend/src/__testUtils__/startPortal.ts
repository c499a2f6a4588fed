import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { demoToken, type Emulator } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import plugin from '../index';
import { closeDatabase } from './closeDatabase';
import { watchAnswers } from './documentedAnswers';
import type { FakeCache } from './FakeCache';
import { guardedLogger } from './logGuard';
import { policyFeatures, type Policy } from './policy';

/** A component with the given project annotation, and further annotations. */
export function component(
  name: string,
  projects?: string,
  more: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        ...(projects !== undefined && { 'sentry.io/project-slug': projects }),
        ...more,
      },
    },
  };
}

export interface PortalOptions {
  /** The Sentry to talk to; or one at `baseUrl`. */
  emulator?: Emulator;
  baseUrl?: string;
  entities: Entity[];
  /** Merged into the `sentry` section of config. */
  sentry?: JsonObject;
  /** Config beside that section. */
  root?: JsonObject;
  /** Whether the permission framework lets everybody in. Default true. */
  allowed?: boolean;
  /** Who is refused, where that is not everybody. */
  policy?: Policy;
  /** A cache that replicas share. Default: each keeps its own. */
  cache?: FakeCache;
  /** Whether the plugin checks its instances at the start. Default false. */
  startupCheck?: boolean;
  features?: BackendFeature[];
}

/** A backend with this plugin alone, connected to the emulator over real HTTP. */
export async function startPortal(options: PortalOptions) {
  const {
    emulator,
    entities,
    sentry = {},
    allowed = true,
    policy,
    cache,
    features = [],
  } = options;
  const baseUrl = options.baseUrl ?? emulator?.url ?? 'http://127.0.0.1:9';
  const dataOf = (more: JsonObject) => ({
    ...options.root,
    ...(cache && { backend: { cache: { store: 'redis' } } }),
    sentry: {
      organization: 'acme',
      token: demoToken('default'),
      baseUrl,
      allowedOrganizations: ['acme-labs'],
      instances: [
        {
          name: 'eu',
          baseUrl,
          organization: 'acme-eu',
          auth: { type: 'token', token: demoToken('eu') },
        },
      ],
      startupCheck: options.startupCheck ?? false,
      client: { retries: 0, timeout: { seconds: 5 } },
      ...sentry,
      ...more,
    },
  });
  const config = mockServices.rootConfig({ data: dataOf({}) });
  const { server } = await startTestBackend({
    features: [
      plugin,
      closeDatabase,
      createServiceFactory({
        service: coreServices.rootConfig,
        deps: {},
        factory: () => config,
      }),
      ...policyFeatures(entities, { allowed, ...policy }),
      ...(cache
        ? [
            createServiceFactory({
              service: coreServices.cache,
              deps: {},
              factory: () => cache,
            }),
          ]
        : []),
      ...features,
      ...(features.some(isRootLogger)
        ? []
        : [
            createServiceFactory({
              service: coreServices.rootLogger,
              deps: {},
              factory: () => guardedLogger(),
            }),
          ]),
    ],
  });
  watchAnswers(server);
  const path = (name: string, route: string) =>
    `/api/sentry/entities/component/default/${name}/${route}`;
  return {
    server,
    path,
    /** Changes the `sentry` section of config while the backend runs. */
    reconfigure: (more: JsonObject) => config.update({ data: dataOf(more) }),
    get: (name: string, route: string) =>
      request(server).get(path(name, route)),
  };
}

/** A service factory tells its service, though its type does not. */
function isRootLogger(feature: BackendFeature): boolean {
  return (
    'service' in feature &&
    typeof feature.service === 'object' &&
    feature.service !== null &&
    'id' in feature.service &&
    feature.service.id === coreServices.rootLogger.id
  );
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;

/** What the emulator was asked for issues, newest last. */
export function issueCalls(emulator: Emulator): URLSearchParams[] {
  return emulator
    .requests()
    .filter(({ path }) => path.endsWith('/issues/'))
    .map(({ query }) => new URLSearchParams(query));
}
