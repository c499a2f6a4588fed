import { addUserToken } from './__testUtils__/api';
import { call } from './__testUtils__/call';
import { startEmulator } from './emulator';
import { captureWithSdk } from './sdk/capture';
import type { Emulator } from './types/Emulator';
import type { EmulatorFeature, EmulatorOptions } from './types/options';

const organization = '/api/0/organizations/acme';

describe('an older self-hosted Sentry', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, dialect: 'self-hosted' });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ type: 'TypeError', value: 'no cart' }],
    });
  });
  afterAll(() => emulator.close());

  it('takes numbers for projects, and no slugs', async () => {
    const byId = await call(emulator, `${organization}/issues/?project=11`);
    expect([byId.status, byId.body.length]).toEqual([200, 1]);
    const all = await call(emulator, `${organization}/issues/?project=-1`);
    expect(all.status).toBe(200);
    const bySlug = await call(
      emulator,
      `${organization}/issues/?project=11&project=checkout`,
    );
    expect([bySlug.status, bySlug.body]).toEqual([
      400,
      { detail: 'Invalid project parameter. Values must be numbers.' },
    ]);
  });

  it('has neither the sort nor the event called recommended', async () => {
    const list = `${organization}/issues/`;
    const sorted = await call(emulator, `${list}?sort=recommended`);
    expect(sorted.status).toBe(400);
    const [{ id }] = (await call(emulator, list)).body;
    const status = async (event: string) =>
      (await call(emulator, `${list}${id}/events/${event}/`)).status;
    expect(await status('recommended')).toBe(404);
    expect(await status('latest')).toBe(200);
  });

  it('does not know of events over time, of regions, or of rate limits', async () => {
    const series = await call(
      emulator,
      `${organization}/events-timeseries/?yAxis=count()`,
    );
    expect(series.status).toBe(404);
    expect(Object.keys(series.headers).join()).not.toContain('rate-limit');
    const regions = await call(emulator, '/api/0/users/me/regions/');
    expect(regions.status).toBe(404);
    const { body } = await call(emulator, `${organization}/?detailed=0`);
    expect(body.links.regionUrl).toBe('');
    const counts = await call(emulator, `${organization}/issues-count/?query=`);
    expect(counts.body).toEqual({ '': 1 });
  });

  it('refuses a token without the scope and does not say which it wants', async () => {
    const remove = emulator.addToken({
      token: 'narrow',
      scopes: ['org:read'],
      organizations: ['acme'],
    });
    const refused = await call(emulator, `${organization}/issues/`, 'narrow');
    remove();
    expect(refused.status).toBe(403);
    expect(refused.headers).not.toHaveProperty('www-authenticate');
  });
});

it('a server lacks what `without` names', async () => {
  const emulator = await startEmulator({
    port: 0,
    without: ['issues-count', 'events'],
  });
  const status = async (path: string) =>
    (await call(emulator, `${organization}/${path}`)).status;
  expect(await status('issues-count/?query=')).toBe(404);
  expect(await status('events/?field=count()')).toBe(404);
  expect(await status('issues/')).toBe(200);
  await emulator.close();
});

describe('what belongs to triage and release health', () => {
  const paths = [
    `${organization}/members/`,
    `${organization}/releases/`,
    `${organization}/sessions/?field=sum(session)`,
    `${organization}/shortids/SHOP-WEB-1/`,
    `${organization}/teams/`,
    '/api/0/projects/acme/shop-web/teams/',
    `/api/0/projects/acme/shop-web/events/${'a'.repeat(32)}/attachments/`,
    `/api/0/projects/acme/shop-web/events/${'a'.repeat(32)}/committers/`,
  ];
  const statuses = async (options: EmulatorOptions) => {
    const emulator = await startEmulator({ port: 0, ...options });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ error: new Error('a'), eventId: 'a'.repeat(32) }],
    });
    emulator.addRelease('acme', { version: '1.0.0', projects: ['shop-web'] });
    const token = addUserToken(emulator, '501', 'member:read');
    const answers = await Promise.all(
      paths.map(path => call(emulator, path, token)),
    );
    await emulator.close();
    return answers.map(({ status, body }) => body.detail ?? status);
  };

  it.each(['sentry', 'self-hosted'] as const)(
    'is there in %s',
    async dialect => {
      expect(await statuses({ dialect })).toEqual([
        200,
        200,
        200,
        200,
        200,
        200,
        200,
        'Release not found',
      ]);
    },
  );

  it('is missing where it is taken away', async () => {
    const without: EmulatorFeature[] = [
      'attachments',
      'committers',
      'members',
      'releases',
      'sessions',
      'shortids',
      'teams',
    ];
    expect(await statuses({ without })).toEqual(paths.map(() => 404));
  });
});
