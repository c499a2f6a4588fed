import { randomBytes } from 'node:crypto';
import {
  captureEventMatrix,
  captureWithSdk,
  startEmulator,
  type Emulator,
  type EmulatorToken,
} from 'backstage-plugin-sentry-emulator';
import { startDemo } from '../../scripts/demo';
import type { PortalSentry } from '../../scripts/portal';
import { plantedSecrets } from './plantedSecrets';

/** Every server that the portal of the tests talks to. */
export interface Sentries extends PortalSentry {
  /** The Sentry of the demo. */
  emulator: Emulator;
  close(): Promise<void>;
}

/** Starts the Sentry of the demo and, beside it, what the demo does not show. */
export async function startSentries(options: {
  port: number;
  /** Of the portal, which Sentry sends webhooks to. */
  backendUrl: string;
  /** Where files of the catalog are served that tests change. Default: any free one. */
  catalogPort?: number;
}): Promise<Sentries> {
  const [demo, glitchtip] = await Promise.all([
    startDemo(options),
    startGlitchTip(),
  ]);
  await captureEventMatrix({
    emulator: demo.emulator,
    organization: 'acme',
    project: 'storefront-ios',
    secrets: plantedSecrets,
  });
  const addToken = (scopes: string[], state?: EmulatorToken['state']) => {
    const token = newToken();
    demo.emulator.addToken({ token, scopes, state, organizations: ['acme'] });
    return token;
  };
  return {
    emulator: demo.emulator,
    configs: [...demo.configs, 'tests/backend/app-config.yaml'],
    env: {
      ...demo.env,
      REVOKED_TOKEN: addToken(['event:read', 'org:read'], 'revoked'),
      POOR_TOKEN: addToken(['org:read', 'project:read']),
      GLITCHTIP_URL: glitchtip.url,
      GLITCHTIP_TOKEN: glitchtip.token,
    },
    async close() {
      await Promise.all([demo.emulator.close(), glitchtip.close()]);
    },
  };
}

async function startGlitchTip() {
  const emulator = await startEmulator({ port: 0, dialect: 'glitchtip' });
  const token = newToken();
  emulator.addToken({
    token,
    scopes: ['event:read', 'org:read', 'project:read', 'project:releases'],
    organizations: ['acme'],
    user: '501',
  });
  await captureWithSdk({
    dsn: emulator.dsn('acme', 'shop-web'),
    events: [
      { type: 'PaintError', value: 'The canvas is gone' },
      { type: 'FontError', value: 'No such font' },
    ],
  });
  return { url: emulator.url, token, close: () => emulator.close() };
}

// Made anew each time, so that no token stands in any file.
function newToken(): string {
  return randomBytes(32).toString('hex');
}
