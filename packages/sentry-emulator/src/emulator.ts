import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { belowBasePath, readBasePath, createServerApp } from './server';
import { FaultList } from './control/FaultList';
import { RequestLog } from './control/RequestLog';
import { createDialect } from './dialects';
import { Directory } from './directory';
import { OAuthTokens } from './oauth/OAuthTokens';
import { seededHex } from './random';
import { Seeding } from './control/Seeding';
import { AlertStore } from './store/AlertStore';
import { EventStore } from './store/EventStore';
import { WebhookSender } from './webhooks/WebhookSender';
import { defaultWorld } from './world';
import type { Emulator } from './types/Emulator';
import type { EmulatorOptions } from './types/options';
import type { ApiContext } from './webApi/types';

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
    organizations: directory.organizations,
    seed,
  });
  const oauthTokens = new OAuthTokens({
    directory,
    clock,
    lifetime: options.accessTokenLifetime ?? thirtyDays,
  });
  const log = new RequestLog();
  const faults = new FaultList();
  let events = 0;
  const nextEventId = () => seededHex(seed, `event ${(events += 1)}`, 32);
  const alerts = new AlertStore({ clock });
  const seeding = new Seeding({
    directory,
    store,
    alerts,
    clock,
    nextEventId,
  });
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const url = `http://${host}:${portOf(server.address())}${basePath}`;

  const context: ApiContext = {
    directory,
    alerts,
    store,
    now: clock,
    baseUrl: url,
    dialect: createDialect(options),
  };
  const webhooks = new WebhookSender(context);
  store.onChange = (issue, change) => webhooks.announce(issue, change);
  server.on(
    'request',
    belowBasePath(
      basePath,
      createServerApp({
        context,
        oauthTokens,
        log,
        faults,
        seeding,
        webhooks,
        nextEventId,
      }),
    ),
  );

  return {
    url,
    seed,
    dialect: options.dialect ?? 'sentry',
    now: clock,
    dsn: (organization, project) => {
      const { id, key } = seeding.keyOf(organization, project);
      return `http://${key}@${url.replace('http://', '')}/${id}`;
    },
    requests: () => log.list(),
    clearRequests: () => log.clear(),
    addFault: fault => faults.add(fault),
    clearFaults: () => faults.clear(),
    addToken: token => directory.addToken(token),
    addRelease: (organization, release) =>
      seeding.addRelease(organization, release),
    addOccurrence: (organization, project, occurrence) =>
      seeding.addOccurrence(organization, project, occurrence),
    addAlert: (organization, project, alert) =>
      seeding.addAlert(organization, project, alert),
    addMonitor: (organization, project, monitor) =>
      seeding.addMonitor(organization, project, monitor),
    linkIssue: (id, links) => seeding.linkIssue(id, links),
    issues: (organization, project) => seeding.issues(organization, project),
    addIntegration: integration => {
      if (options.dialect === 'glitchtip') {
        throw new Error('GlitchTip has no integrations');
      }
      if (!directory.organization(integration.organization)) {
        throw new Error(`No organization ${integration.organization}`);
      }
      return directory.addIntegration(integration);
    },
    deliveries: () => webhooks.deliveries(),
    expireAccessTokens: () => oauthTokens.expireAll(),
    revokeAuthorizations: () => oauthTokens.revokeAll(),
    close: () =>
      new Promise(resolve => {
        webhooks.stop();
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
