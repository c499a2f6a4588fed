import { inspect } from 'node:util';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { startEmulator, type Emulator } from 'backstage-plugin-sentry-emulator';
import { checkSentryIdentity } from '../client/requests/organizations';
import { SentryCaller } from '../credentials/types';
import { allowLoopbackFetch } from '../testUtils';
import { DefaultSentryService } from './DefaultSentryService';

const ADA = 'a'.repeat(64);
const JONAS = 'b'.repeat(64);

describe('auth.type user', () => {
  allowLoopbackFetch();

  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
    const scopes = ['org:read', 'project:read', 'event:read'];
    const ada = { token: ADA, scopes, user: '501' };
    emulator.addToken({ ...ada, organizations: ['acme', 'acme-labs'] });
    const jonas = { token: JONAS, scopes, user: '502' };
    emulator.addToken({ ...jonas, organizations: ['acme'] });
  });
  afterAll(() => emulator.close());

  const service = () =>
    DefaultSentryService.create({
      auditor: mockServices.auditor.mock(),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      metrics: metricsServiceMock.mock(),
      config: mockServices.rootConfig({
        data: { sentry: { baseUrl: emulator.url, auth: { type: 'user' } } },
      }),
    });
  const clientOf = (userToken?: string) =>
    service().getClient('default', {
      caller: new SentryCaller({
        credentials: mockCredentials.user(),
        userToken,
      }),
    });

  it('asks with the token of each caller, and names each otherwise', async () => {
    const [ada, jonas] = [await clientOf(ADA), await clientOf(JONAS)];
    await expect(ada.listProjects('acme-labs', {})).resolves.toBeDefined();
    await expect(jonas.listProjects('acme-labs', {})).rejects.toMatchObject({
      code: 'SCOPE_MISSING',
      action: expect.not.stringContaining('platform team'),
    });
    expect(ada.credentialId).not.toBe(jonas.credentialId);
    expect(ada.credentialId).toBe((await clientOf(ADA)).credentialId);
    expect(inspect(ada, { depth: 9, showHidden: true })).not.toContain(ADA);
  });

  it.each([
    ['without a token', undefined],
    ['with a blank one', ''],
  ])('offers to connect %s', async (_, token) => {
    await expect(clientOf(token)).rejects.toMatchObject({
      code: 'NOT_CONNECTED',
      statusCode: 409,
      action: expect.stringContaining('Connect to Sentry'),
    });
  });

  it('is not used without a caller', async () => {
    await expect(service().getClient('default')).rejects.toMatchObject({
      code: 'NOT_CONNECTED',
      action: expect.stringContaining('Background work'),
    });
  });

  it('refuses what no header can hold, and does not repeat it', async () => {
    const failure = await clientOf(`planted\n${ADA}`).catch(e => e);
    expect(failure).toMatchObject({ code: 'TOKEN_REJECTED' });
    expect(inspect(failure, { depth: 9 })).not.toContain('planted');
  });

  it('asks the user, not the platform team, to replace a rejected token', async () => {
    const client = await clientOf('c'.repeat(64));
    await expect(client.listProjects('acme', {})).rejects.toMatchObject({
      code: 'TOKEN_REJECTED',
      action: expect.stringMatching(/^(?!.*Settings).*Connect to Sentry again/),
    });
  });

  it('knows whose token it is', async () => {
    const client = await clientOf(JONAS);
    await expect(
      checkSentryIdentity(client, { organization: 'acme', userId: '502' }),
    ).resolves.toBeUndefined();
    await expect(
      checkSentryIdentity(client, { userId: '501' }),
    ).resolves.toMatchObject({
      code: 'NOT_CONNECTED',
      message: expect.stringContaining('different Sentry account'),
    });
    await expect(
      checkSentryIdentity(client, { organization: 'acme-labs' }),
    ).resolves.toMatchObject({
      code: 'NOT_CONNECTED',
      message: expect.stringContaining('`acme-labs`'),
    });
  });
});
