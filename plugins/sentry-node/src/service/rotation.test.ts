import {
  mockServices,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { startEmulator, type Emulator } from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from '../testUtils';
import type { SentryFetch } from '../http';
import { DefaultSentryService } from './DefaultSentryService';
import { writeFile } from 'node:fs/promises';
import { ConfigSources, FileConfigSource } from '@backstage/config-loader';
import { TokenCredentials } from '../credentials/static';

describe('rotation', () => {
  const OLD = 'a'.repeat(64);
  const NEW = 'b'.repeat(64);
  const CALLS = 30;

  /** What a token is rotated under: a Sentry, and config that changes. */
  describe('the rotation of a token', () => {
    allowLoopbackFetch();

    let emulator: Emulator;
    let revokeOld: () => void;

    const admit = (token: string) =>
      emulator.addToken({
        token,
        scopes: ['org:read', 'project:read', 'event:read'],
        organizations: ['acme'],
      });

    beforeEach(async () => {
      emulator = await startEmulator({ port: 0, rateLimitHeaders: false });
      revokeOld = admit(OLD);
    });

    afterEach(() => emulator.close());

    async function setup(fetch?: SentryFetch) {
      const data = (token: string, baseUrl = emulator.url) => ({
        sentry: {
          organization: 'acme',
          baseUrl,
          token,
          // Work that nobody waits for leaves one to people.
          client: { maxConcurrency: CALLS + 1 },
        },
      });
      const config = mockServices.rootConfig({ data: data(OLD) });
      const logger = mockServices.logger.mock();
      const service = DefaultSentryService.create({
        auditor: mockServices.auditor.mock(),
        auth: mockServices.auth(),
        config,
        logger,
        metrics: metricsServiceMock.mock(),
        fetch,
      });
      const client = await service.getClient('default');
      return {
        client,
        logger,
        rotate: (...to: Parameters<typeof data>) =>
          config.update({ data: data(...to) }),
      };
    }

    const statuses = () => emulator.requests().map(({ status }) => status);

    it('fails no request, though many are under way with the revoked token', async () => {
      let waiting = 0;
      let open = () => {};
      const gate = new Promise<void>(resolve => {
        open = resolve;
      });
      let allWait = () => {};
      const everybodyWaits = new Promise<void>(resolve => {
        allWait = resolve;
      });
      const { client, rotate } = await setup(async (url, init) => {
        if (++waiting === CALLS) {
          allWait();
        }
        await gate;
        return fetch(url, init);
      });
      const underWay = Array.from({ length: CALLS }, () =>
        client.listProjects('acme', {}),
      );
      await everybodyWaits;
      admit(NEW);
      rotate(NEW);
      revokeOld();
      open();
      for (const { items } of await Promise.all(underWay)) {
        expect(items.length).toBeGreaterThan(0);
      }
      expect(statuses().filter(status => status === 401)).toHaveLength(CALLS);

      emulator.clearRequests();
      await Promise.all(
        Array.from({ length: CALLS }, () => client.listProjects('acme', {})),
      );
      expect(statuses()).toEqual(Array(CALLS).fill(200));
    });

    it('asks for answers anew: the credential has another name', async () => {
      const { client, rotate } = await setup();
      const before = client.credentialId;
      rotate(OLD);
      expect(client.credentialId).toBe(before);
      rotate(NEW);
      expect(client.credentialId).not.toBe(before);
    });

    it('keeps the token where the changed config is malformed, and shows neither', async () => {
      const { client, rotate, logger } = await setup();
      rotate(`Bearer ${NEW}`);
      await expect(client.listProjects('acme', {})).resolves.toBeDefined();
      const warnings = JSON.stringify(logger.warn.mock.calls);
      expect(warnings).toContain('sentry.token');
      expect(warnings).not.toContain(NEW);
    });

    it('keeps the token where a file is blank while it is written', async () => {
      const { client, rotate } = await setup();
      rotate('');
      await expect(client.listProjects('acme', {})).resolves.toBeDefined();
    });

    it('sends the token of another server not to this one', async () => {
      const { client, rotate } = await setup();
      const before = client.credentialId;
      rotate(NEW, 'https://sentry.example.com');
      expect(client.credentialId).toBe(before);
    });
  });
});

describe('secretFile', () => {
  const OLD = 'a'.repeat(64);
  const NEW = 'b'.repeat(64);
  const idOf = (token: string) => new TokenCredentials({ token }).credentialId;

  describe('a token in a file of its own', () => {
    const directory = createMockDirectory();

    it('is read by $file, and anew when the file changes', async () => {
      directory.setContent({
        'app-config.yaml': [
          'sentry:',
          '  organization: acme',
          '  auth:',
          '    type: token',
          '    token:',
          '      $file: sentry-token.txt',
        ].join('\n'),
        // As editors and `echo` leave it.
        'sentry-token.txt': `${OLD}\n`,
      });
      const config = await ConfigSources.toConfig(
        FileConfigSource.create({ path: directory.resolve('app-config.yaml') }),
      );
      try {
        const service = DefaultSentryService.create({
          auditor: mockServices.auditor.mock(),
          auth: mockServices.auth(),
          config,
          logger: mockServices.logger.mock(),
          metrics: metricsServiceMock.mock(),
        });
        const client = await service.getClient('default');
        expect(client.credentialId).toBe(idOf(OLD));

        // Subscribed after the service, so called after it.
        const changed = new Promise<void>(resolve => {
          config.subscribe?.(() => {
            // It may be read half-written first.
            if (config.getOptional('sentry.auth.token') === NEW) {
              resolve();
            }
          });
        });
        await writeFile(directory.resolve('sentry-token.txt'), `${NEW}\n`);
        await changed;
        expect(client.credentialId).toBe(idOf(NEW));
      } finally {
        config.close();
      }
    });
  });
});
