import { startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { sentryServiceRef } from './service';
import { fakeSentryClient, sentryServiceMock } from './testUtils';

describe('sentryServiceMock', () => {
  it('replaces the service in a test backend by clients of the test', async () => {
    let titles: unknown;
    const plugin = createBackendPlugin({
      pluginId: 'test',
      register(env) {
        env.registerInit({
          deps: { sentry: sentryServiceRef },
          async init({ sentry }) {
            const client = await sentry.getClient('default');
            const page = await client.listIssues('acme', {
              project: ['11'],
              query: '',
            });
            titles = page.items.map(({ title }) => title);
          },
        });
      },
    });
    const clients = {
      default: fakeSentryClient({
        issues: [
          { id: '1', title: 'of this project', project: { id: '11' } },
          { id: '2', title: 'of another', project: { id: '12' } },
        ],
      }),
    };
    await startTestBackend({
      features: [plugin, sentryServiceMock.factory({ clients })],
    });
    expect(titles).toEqual(['of this project']);
  });

  it('has methods that are Jest mocks', async () => {
    const client = fakeSentryClient();
    const service = sentryServiceMock.mock({ getClient: async () => client });
    await expect(service.getClient('eu')).resolves.toBe(client);
    expect(service.getClient).toHaveBeenCalledWith('eu');
  });
});

describe('fakeSentryClient', () => {
  it('pages through its issues', async () => {
    const client = fakeSentryClient({
      issues: ['1', '2', '3'].map(id => ({ id })),
    });
    const params = { project: [], query: '', limit: 2 };
    const first = await client.listIssues('acme', params);
    const cursor = first.nextCursor;
    const second = await client.listIssues('acme', { ...params, cursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect(second.nextCursor).toBeUndefined();
  });
});
