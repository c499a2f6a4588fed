import { startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { sentryServiceRef } from './service/refs';
import { fakeSentryClient, sentryServiceMock } from './testUtils';

const project = {
  instance: 'default',
  organization: 'acme',
  id: '11',
  slug: 'shop',
  name: 'Shop',
};
const issue = { id: '1', title: 'No total', count: 1, project };

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
          { ...issue, title: 'of this project' },
          { ...issue, title: 'of another', project: { ...project, id: '12' } },
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
      issues: ['1', '2', '3'].map(id => ({ ...issue, id })),
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
