import type { Entity } from '@backstage/catalog-model';
import {
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import { Portal } from './Portal';

interface World {
  emulator: Emulator;
  portal: Portal;
}

/** A Sentry and a portal beside it for the tests of one `describe`. */
export function usePortal(
  options: {
    emulator?: EmulatorOptions;
    /** Replaces keys of the provider's config. */
    provider?: object;
    entities?: Entity[];
  } = {},
): World {
  const world: Partial<World> = {};
  allowLoopbackFetch();
  beforeAll(async () => {
    world.emulator = await startEmulator({ port: 0, ...options.emulator });
    world.portal = await Portal.start({
      sentryUrl: world.emulator.url,
      provider: options.provider,
      entities: options.entities,
    });
  });
  beforeEach(() => {
    world.portal?.newBrowser();
  });
  afterAll(async () => {
    await world.portal?.stop();
    await world.emulator?.close();
  });
  // Both are there by the time a test asks.
  return world as World;
}
