import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { belowBasePath, readBasePath } from './belowBasePath';
import { FaultList } from './control/FaultList';
import { RequestLog } from './control/RequestLog';
import { createDialect } from './dialects/createDialect';
import { Directory } from './directory';
import { OAuthTokens } from './oauth/OAuthTokens';
import { seededHex } from './random';
import { createServerApp } from './server';
import { EventStore } from './store/EventStore';
import { defaultWorld } from './world';
import type { Emulator, EmulatorOptions } from './types';

const host = '127.0.0.1';
const defaultPort = 7009;
const thirtyDays = 30 * 86_400;

/**
 * Starts a local Sentry on 127.0.0.1. It is empty until events are sent to it.
 *
 * @returns once it listens
 * @throws where the port is taken, or the base path is none
 * @public
 */
export async function startEmulator(
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const { port = defaultPort, clock = Date.now, seed = 1 } = options;
  const basePath = readBasePath(options.basePath ?? '');
  const directory = new Directory({
    world: options.world ?? defaultWorld(),
    seed,
  });
  const store = new EventStore({
    projects: directory.organizations.flatMap(o => o.projects),
    seed,
  });
  const oauthTokens = new OAuthTokens({
    directory,
    clock,
    lifetime: options.accessTokenLifetime ?? thirtyDays,
  });
  const log = new RequestLog();
  const faults = new FaultList();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const url = `http://${host}:${portOf(server.address())}${basePath}`;

  let events = 0;
  server.on(
    'request',
    belowBasePath(
      basePath,
      createServerApp({
        context: {
          directory,
          store,
          now: clock,
          baseUrl: url,
          dialect: createDialect(options),
        },
        oauthTokens,
        log,
        faults,
        nextEventId: () => seededHex(seed, `event ${(events += 1)}`, 32),
      }),
    ),
  );

  return {
    url,
    seed,
    now: clock,
    dsn: (organizationSlug, projectSlug) => {
      const organization = directory.organization(organizationSlug);
      const project =
        organization && directory.project(organization, projectSlug);
      if (!project) {
        throw new Error(`No project ${organizationSlug}/${projectSlug}`);
      }
      return `http://${directory.publicKey(project)}@${url.replace('http://', '')}/${project.id}`;
    },
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    addFault: fault => faults.add(fault),
    clearFaults: () => faults.clear(),
    addToken: token => directory.addToken(token),
    expireAccessTokens: () => oauthTokens.expireAll(),
    revokeAuthorizations: () => oauthTokens.revokeAll(),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') {
    throw new Error('The emulator listens on no port');
  }
  return address.port;
}
