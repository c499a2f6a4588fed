import {
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { createServiceMock } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import {
  SentryProblemError,
  sentryServiceRef,
  type SentryClient,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { readSentryConfig } from '../config/readSentryConfig';
import { findInstance } from '../config/readSentryConfig';
import { fakeSentryClient } from './fakeSentryClient';

/**
 * What a `sentryServiceMock` is made of.
 *
 * @public
 */
export interface SentryServiceMockOptions {
  /** The `sentry` section of config. Default: the organization `acme`. */
  sentry?: JsonObject;
  /** A client for each instance by name. Default: an empty fake for `default`. */
  clients?: Record<string, SentryClient>;
  /** A client with the caller's own token for each instance by name. Default: none. */
  userClients?: Record<string, SentryClient>;
}

/**
 * A Sentry service that asks nobody: its clients are those it is given.
 *
 * @public
 */
export function sentryServiceMock(
  options: SentryServiceMockOptions = {},
): SentryService {
  const { sentry = { organization: 'acme' } } = options;
  const { clients = { default: fakeSentryClient() }, userClients = {} } =
    options;
  const config = readSentryConfig(new ConfigReader({ sentry }));
  return {
    config,
    getInstance: name => findInstance(config.instances, name),
    getSharedClient: name =>
      Object.hasOwn(clients, name) && clients[name].isShared
        ? clients[name]
        : undefined,
    getClient: async name => clientOf(clients, name),
    takesUserTokens: name => Object.hasOwn(userClients, name),
    getUserClient: async name => clientOf(userClients, name),
    onProblem: () => {},
  };
}

function clientOf(
  clients: Record<string, SentryClient>,
  name: string,
): SentryClient {
  if (!Object.hasOwn(clients, name)) {
    throw new SentryProblemError({
      code: 'NOT_CONFIGURED',
      message: `The test gives no client for the instance ${name}.`,
    });
  }
  return clients[name];
}

/**
 * Ways to put a mock into a test backend.
 *
 * @public
 */
export namespace sentryServiceMock {
  /** A service factory for `startTestBackend`. */
  export const factory = (
    options?: SentryServiceMockOptions,
  ): ServiceFactory<SentryService, 'plugin', 'singleton'> =>
    createServiceFactory({
      service: sentryServiceRef,
      deps: {},
      factory: () => sentryServiceMock(options),
    });

  /** A service whose methods are Jest mocks, some of them given. */
  export const mock = createServiceMock(sentryServiceRef, () => ({
    config: readSentryConfig(new ConfigReader({})),
    getInstance: jest.fn(),
    getClient: jest.fn(),
    takesUserTokens: jest.fn(),
    getUserClient: jest.fn(),
    getSharedClient: jest.fn(),
    onProblem: jest.fn(),
  }));
}
