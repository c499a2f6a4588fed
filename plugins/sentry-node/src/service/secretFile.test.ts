import { writeFile } from 'node:fs/promises';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { ConfigSources, FileConfigSource } from '@backstage/config-loader';
import { TokenCredentials } from '../credentials/static';
import { DefaultSentryService } from './DefaultSentryService';

const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);
const idOf = (token: string) => TokenCredentials.create({ token }).credentialId;

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

      // Subscribed after the service, so told after it.
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
