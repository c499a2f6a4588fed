import { addUserToken, post } from '../../__testUtils__/api';
import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../types/Emulator';
import { defaultWorld } from '../../world';

const workflows = '/api/0/organizations/acme/workflows/';
const teams = '/api/0/organizations/acme/teams/';
const link = '/api/0/projects/acme/shop-web/repo/';
const rules = '/api/0/projects/acme/shop-web/rules/';

const filter = (config: object) => ({
  logicType: 'all',
  conditions: [],
  actions: [{ type: 'email', config }],
});
const trigger = (type: string) => ({
  logicType: 'any-short',
  conditions: [{ type, comparison: true, conditionResult: true }],
});

describe('what templates provision beside projects', () => {
  let emulator: Emulator;
  let token: string;
  beforeAll(async () => {
    const world = defaultWorld();
    world.organizations[0].repositories = ['acme/shop'];
    emulator = await startEmulator({ port: 0, world });
    const scopes = ['alerts:write', 'project:write', 'team:write'];
    token = addUserToken(emulator, '501', ...scopes);
  });
  afterAll(() => emulator.close());

  it.each([
    [{}, { name: ['This field is required.'] }],
    [
      { name: 'x'.repeat(257) },
      { name: ['Ensure this field has no more than 256 characters.'] },
    ],
    [
      { name: 'a', config: { frequency: 7 } },
      { config: ['Invalid frequency'] },
    ],
    [
      { name: 'a', triggers: trigger('no_such_event') },
      { triggers: ['"no_such_event" is not a valid choice.'] },
    ],
    [
      { name: 'a', detectorIds: [999999] },
      { detectorIds: ['Some detectors do not exist: 999999'] },
    ],
    [
      {
        name: 'a',
        actionFilters: [filter({ targetType: 'team', targetIdentifier: '1' })],
      },
      { actionFilters: ['This team is not part of the organization.'] },
    ],
    [
      { name: 'a', owner: 'money' },
      {
        owner: [
          "Could not parse owner. Format should be `type:id` where type is 'team' or 'user'.",
        ],
      },
    ],
  ])('refuses the alert %.60j', async (body, answer) => {
    const refused = await post(emulator, workflows, body, token);
    expect([refused.status, refused.body]).toEqual([400, answer]);
  });

  it('takes an alert in snake case, too', async () => {
    const created = await post(
      emulator,
      workflows,
      {
        name: 'Mail us',
        detector_ids: [1102],
        triggers: trigger('first_seen_event'),
        action_filters: [filter({ targetType: 'issue_owners' })],
      },
      token,
    );
    expect([created.status, created.body]).toMatchObject([
      201,
      { name: 'Mail us', detectorIds: ['1102'], enabled: true },
    ]);
  });

  it.each([
    ['alerts:write', workflows, { name: 'a' }],
    ['project:write', link, { repositoryId: 1 }],
    ['team:write', teams, { slug: 'fresh' }],
  ])('needs %s for %s', async (scope, path, body) => {
    const reader = addUserToken(emulator, '502');
    const refused = await post(emulator, path, body, reader);
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain(scope);
  });

  it.each([
    [400, { slug: 'Not A Slug' }],
    [409, { slug: 'money' }],
    [201, { slug: 'fresh' }],
  ])('answers %i for the team %j', async (status, body) => {
    expect((await post(emulator, teams, body, token)).status).toBe(status);
  });

  it('links a repository once', async () => {
    const repositories = await call(
      emulator,
      '/api/0/organizations/acme/repos/?query=shop',
    );
    const [{ id }] = repositories.body;
    const ask = async (repositoryId: unknown) =>
      (await post(emulator, link, { repositoryId }, token)).status;
    expect([await ask(Number(id)), await ask(Number(id))]).toEqual([201, 200]);
    expect([await ask(999_999), await ask('shop')]).toEqual([404, 400]);
  });

  it('has no rules where it has the workflow engine', async () => {
    const gone = await post(emulator, rules, { name: 'a' }, token);
    expect(gone.status).toBe(410);
  });
});
