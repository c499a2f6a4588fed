import type { SentryAssigneesResponse } from 'backstage-plugin-sentry-common';
import {
  admission,
  bodyOf,
  entityServices,
} from '../../__testUtils__/entityServices';
import {
  checkout,
  fakeClient,
  fakeSentry,
  shopWeb,
} from '../../__testUtils__/fakeSentry';

function setup() {
  const client = fakeClient([shopWeb, checkout]);
  const teams = jest.spyOn(client, 'listTeams');
  const people = jest.spyOn(client, 'listProjectMembers');
  const { assignees } = entityServices(fakeSentry(client));
  const list = async (projects: string) =>
    bodyOf<SentryAssigneesResponse>(await assignees.list(admission(projects)));
  return { teams, people, list };
}

const person = (index: number, projects = ['shop-web']) => ({
  type: 'user' as const,
  id: `${index}`,
  name: `Person ${index}`,
  projects,
});

describe('AssigneesService', () => {
  it('reads all pages of teams, and leaves out those of other projects', async () => {
    const { teams, list } = setup();
    const team = (id: string, projects: string[]) => ({
      type: 'team' as const,
      id,
      name: `Team ${id}`,
      projects,
    });
    teams
      .mockResolvedValueOnce({
        items: [team('1', ['checkout']), team('2', ['shop-web', 'hidden'])],
        nextCursor: '0:100:0',
      })
      .mockResolvedValueOnce({ items: [team('3', ['shop-web'])] });
    const { items, problems } = await list('shop-web');
    expect(items.map(({ id, projects }) => [id, projects])).toEqual([
      ['2', ['shop-web']],
      ['3', ['shop-web']],
    ]);
    expect(problems).toEqual([]);
    expect(teams.mock.calls).toEqual([
      ['acme', { cursor: undefined }],
      ['acme', { cursor: '0:100:0' }],
    ]);
  });

  it('says so where there are more teams than are read', async () => {
    const { teams, list } = setup();
    teams.mockResolvedValue({ items: [], nextCursor: '0:100:0' });
    const { problems } = await list('shop-web');
    expect(problems).toMatchObject([
      { code: 'QUERY_INVALID', message: expect.stringContaining('more teams') },
    ]);
  });

  it('says so where there are more people than are shown', async () => {
    const { people, list } = setup();
    const all = Array.from({ length: 501 }, (_, index) => person(index));
    people.mockResolvedValueOnce(all.slice(0, 500));
    expect(await list('shop-web')).toMatchObject({ problems: [] });
    people.mockResolvedValueOnce(
      all.map(one => ({ ...one, projects: ['checkout'] })),
    );
    const { items, problems } = await list('checkout');
    expect(items).toHaveLength(500);
    expect(problems).toMatchObject([{ code: 'QUERY_INVALID' }]);
  });
});
