import {
  defaultWorld,
  demoToken,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { createTestClient } from '../__testUtils__/testClient';
import { TokenCredentials } from '../credentials/static';
import { allowLoopbackFetch } from '../testUtils';
import { createSentryClient } from './createSentryClient';

/** An organization that lives in another region than the server that is asked. */
describe('an organization of another region', () => {
  allowLoopbackFetch();

  let region: Emulator;
  let home: Emulator;
  beforeAll(async () => {
    region = await startEmulator({ port: 0, without: ['control'] });
    const world = defaultWorld();
    const eu = world.organizations.find(({ slug }) => slug === 'acme-eu');
    eu!.regionUrl = region.url;
    home = await startEmulator({ port: 0, world });
  });
  afterAll(() => Promise.all([home.close(), region.close()]));

  it('is asked for at the configured server, which hands the question on', async () => {
    const { http } = createTestClient({ baseUrl: home.url });
    const client = createSentryClient({
      http,
      credentials: new TokenCredentials({ token: demoToken('eu') }),
    });
    const [project] = (await client.listProjects('acme-eu', {})).items;
    await client.getProject('acme-eu', project.slug);
    await expect(
      client.listIssues('acme-eu', { project: [project.id], query: '' }),
    ).resolves.toHaveProperty('items');
    expect(home.requests()).toHaveLength(3);
    expect(region.requests()).toEqual(home.requests());
  });
});
