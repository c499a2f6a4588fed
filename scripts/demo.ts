import {
  demoOAuthApplication,
  demoToken,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { sendDemoEvents } from '../examples/programs/src/sendDemoEvents';
import type { PortalSentry } from './portal';

/** The embedded Sentry of the demo, and what a portal needs to talk to it. */
export interface Demo extends PortalSentry {
  emulator: Emulator;
}

/** Starts the Sentry emulator and fills it with what the sample programs send. */
export async function startDemo(options: { port: number }): Promise<Demo> {
  const emulator = await startEmulator({
    port: options.port,
    rateLimits: true,
  });
  await sendDemoEvents(emulator);
  const application = demoOAuthApplication();
  return {
    emulator,
    configs: ['app-config.demo.yaml'],
    env: {
      SENTRY_ORG: 'acme',
      SENTRY_TOKEN: demoToken('triage'),
      SENTRY_EU_TOKEN: demoToken('eu-triage'),
      SENTRY_URL: emulator.url,
      SENTRY_OAUTH_CLIENT_ID: application.clientId,
      SENTRY_OAUTH_CLIENT_SECRET: application.clientSecret,
    },
  };
}
