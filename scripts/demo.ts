import {
  demoOAuthApplication,
  demoToken,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { randomBytes } from 'node:crypto';
import { sendDemoEvents } from '../examples/programs/src/sendDemoEvents';
import { startDemoCatalog } from './demoCatalog';
import type { PortalSentry } from './portal';

/** The embedded Sentry of the demo, and what a portal needs to talk to it. */
export interface Demo extends PortalSentry {
  emulator: Emulator;
}

/**
 * Starts the Sentry emulator and fills it with what the sample programs send.
 *
 * @param options - `backendUrl`: where it sends webhooks from then on
 */
export async function startDemo(options: {
  port: number;
  backendUrl: string;
  /** Where files of the catalog are served that tests change. Default: any free one. */
  catalogPort?: number;
}): Promise<Demo> {
  const emulator = await startEmulator({
    port: options.port,
    rateLimits: true,
  });
  await sendDemoEvents(emulator);
  const application = demoOAuthApplication();
  const webhookSecret = randomBytes(32).toString('hex');
  const webhookUrl = `${options.backendUrl}/api/events/http/sentry`;
  for (const [organization, instance] of [
    ['acme', ''],
    ['acme-eu', '/eu'],
  ]) {
    emulator.addIntegration({
      name: 'Backstage',
      clientSecret: webhookSecret,
      organization,
      webhookUrl: `${webhookUrl}${instance}`,
    });
  }
  const provisioningToken = randomBytes(32).toString('hex');
  emulator.addToken({
    token: provisioningToken,
    kind: 'internal-integration',
    organizations: ['acme'],
    scopes: [
      'project:read',
      'project:write',
      'team:read',
      'team:write',
      'alerts:read',
      'alerts:write',
      'org:read',
    ],
  });
  const catalog = await startDemoCatalog(options.catalogPort);
  return {
    emulator,
    configs: ['app-config.demo.yaml'],
    env: {
      SENTRY_ORG: 'acme',
      SENTRY_TOKEN: demoToken('triage'),
      SENTRY_EU_TOKEN: demoToken('eu-triage'),
      SENTRY_WEBHOOK_SECRET: webhookSecret,
      SENTRY_PROVISIONING_TOKEN: provisioningToken,
      DEMO_CATALOG_HOST: catalog.host,
      SENTRY_URL: emulator.url,
      SENTRY_OAUTH_CLIENT_ID: application.clientId,
      SENTRY_OAUTH_CLIENT_SECRET: application.clientSecret,
    },
  };
}
