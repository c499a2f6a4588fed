import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { createClientMetrics } from '../client/http/metrics';
import { createSentryClient } from '../client/createSentryClient';
import { SentryHttp } from '../client/http/SentryHttp';
import type { SentryHttpOptions } from '../client/http/types';
import { SentryTraffic } from '../client/http/traffic';
import type { SentryServerKind, SentryInstanceConfig } from '../config/types';
import type { FakeClock } from './fakeClock';
import { TokenCredentials } from '../credentials/static';

export const TEST_TOKEN = 'planted-token-of-the-test';

export interface TestClientOptions extends Partial<
  Omit<SentryHttpOptions, 'instance'>
> {
  baseUrl: string;
  client?: Partial<SentryInstanceConfig['client']>;
  /** As configured; given as `undefined` it is found out. Default: Sentry. */
  server?: SentryServerKind;
  /** What time it is, and what ends waits for a rate. Default: real time. */
  clock?: FakeClock;
}

/** A client whose waits between attempts take no time, and what it tells others. */
export function createTestClient(options: TestClientOptions) {
  const { baseUrl, client, clock, server: _, ...rest } = options;
  const server = 'server' in options ? options.server : 'sentry';
  const logger = mockServices.logger.mock();
  const counter = { add: jest.fn() };
  const histogram = { record: jest.fn() };
  const gauge = { record: jest.fn() };
  const reachable = { record: jest.fn() };
  const metrics = createClientMetrics(
    metricsServiceMock.mock({
      createCounter: () => counter,
      createHistogram: () => histogram,
      createGauge: name =>
        name === 'sentry.instance.reachable' ? reachable : gauge,
    }),
  );
  const sleep = jest.fn(async (_milliseconds: number) => {});
  const http = new SentryHttp({
    instance: {
      name: 'default',
      baseUrl,
      server,
      client: { timeoutMs: 5_000, maxConcurrency: 5, retries: 2, ...client },
    },
    logger,
    metrics,
    sleep,
    random: () => 0.5,
    ...(clock && { now: clock.now, traffic: new SentryTraffic(clock) }),
    ...rest,
  });
  return {
    client: createSentryClient({
      http,
      credentials: new TokenCredentials({ token: TEST_TOKEN }),
    }),
    http,
    logger,
    counter,
    histogram,
    gauge,
    reachable,
    sleep,
  };
}
