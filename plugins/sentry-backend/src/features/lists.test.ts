import {
  SentryProblemError,
  type SentryCapabilities,
} from 'backstage-plugin-sentry-node';
import {
  authorized,
  bodyOf,
  entityServices,
} from '../__testUtils__/entityServices';
import {
  checkout,
  fakeClient,
  fakeSentry,
  shopWeb,
} from '../__testUtils__/fakeSentry';
import {
  type SentryAssigneesResponse,
  sentryIssueSorts,
} from 'backstage-plugin-sentry-common';
import { fakeSentryClient } from 'backstage-plugin-sentry-node/testUtils';
import { capabilitiesOf, refuseUnknownSort } from './capabilities';
import { releaseHealth } from './releases';

describe('lists', () => {
  function setup() {
    const client = fakeClient([shopWeb, checkout]);
    const services = entityServices(fakeSentry(client));
    const list = async (projects: string, own = {}) =>
      bodyOf(await services.environments.list(authorized(projects, own)));
    return { client, list };
  }

  describe('EnvironmentsService', () => {
    it('lists those of all projects in one call, with the defaults', async () => {
      const { client, list } = setup();
      client.listOrganizationEnvironments.mockResolvedValue([
        'staging',
        'production',
      ]);
      expect(
        await list('shop-web, checkout', { environments: ['production'] }),
      ).toMatchObject({
        items: [{ name: 'production' }, { name: 'staging' }],
        defaults: ['production'],
        problems: [],
      });
      expect(client.listOrganizationEnvironments.mock.calls).toEqual([
        ['acme', { project: ['11', '12'] }],
      ]);
      expect(client.listEnvironments).not.toHaveBeenCalled();
    });

    it('asks about one project by itself, whose answer leaves out the others', async () => {
      const { client, list } = setup();
      client.listEnvironments.mockResolvedValue(['production']);
      expect(await list('shop-web')).toMatchObject({
        items: [{ name: 'production' }],
      });
      expect(client.listEnvironments.mock.calls).toEqual([
        ['acme', 'shop-web'],
      ]);
      expect(client.listOrganizationEnvironments).not.toHaveBeenCalled();
    });

    it('asks project by project where the token may not read the organization', async () => {
      const { client, list } = setup();
      client.listOrganizationEnvironments.mockRejectedValue(
        new SentryProblemError({ code: 'SCOPE_MISSING', message: 'org:read' }),
      );
      client.listEnvironments
        .mockResolvedValueOnce(['production', 'staging'])
        .mockResolvedValueOnce(['production', 'canary']);
      expect(await list('shop-web, checkout')).toMatchObject({
        items: [
          { name: 'canary' },
          { name: 'production' },
          { name: 'staging' },
        ],
        problems: [],
      });
    });
  });
});

describe('assignees', () => {
  const ref = 'component:default/shop';

  function setup({ known = [shopWeb, checkout], enabled = true } = {}) {
    const client = fakeClient(known);
    const teams = jest.spyOn(client, 'listTeams');
    const ofProject = jest.spyOn(client, 'listProjectTeams');
    const people = jest.spyOn(client, 'listProjectMembers');
    const { assignees } = entityServices(
      fakeSentry(client, { organization: 'acme', triage: { enabled } }),
    );
    const list = async (projects: string, updatable = [ref]) =>
      bodyOf<SentryAssigneesResponse>(
        await assignees.list(authorized(projects, { ref }), async () => {
          return new Set(updatable);
        }),
      );
    return { client, assignees, teams, ofProject, people, list };
  }

  const tooMany = {
    code: 'ANNOTATION_INVALID',
    message: expect.stringContaining('more teams or people'),
    action: expect.any(String),
  };
  const team = (id: string, projects: string[]) => ({
    type: 'team' as const,
    id,
    name: `Team ${id}`,
    projects,
  });
  const person = (index: number, projects = ['shop-web']) => ({
    type: 'user' as const,
    id: `${index}`,
    name: `Person ${index}`,
    projects,
  });

  describe('AssigneesService', () => {
    it('reads all pages of teams, and leaves out those of other projects', async () => {
      const { teams, ofProject, list } = setup();
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
      expect(ofProject).not.toHaveBeenCalled();
      expect(teams.mock.calls).toEqual([
        ['acme', { cursor: undefined }],
        ['acme', { cursor: '0:100:0' }],
      ]);
    });

    describe('in an organization with more teams than are read', () => {
      const more = { items: [], nextCursor: '0:100:0' };

      it('has the teams of the projects, asked for project by project', async () => {
        const { teams, ofProject, list } = setup();
        teams.mockResolvedValue({
          ...more,
          items: [team('1', ['shop-web']), team('2', ['hidden'])],
        });
        ofProject.mockImplementation(async (_, project) => ({
          items: [team('9', [project]), team('1', [project])],
        }));
        const { items, problems } = await list('shop-web, checkout');
        expect(items.map(({ id, projects }) => [id, projects])).toEqual([
          ['1', ['checkout', 'shop-web']],
          ['9', ['checkout', 'shop-web']],
        ]);
        expect(problems).toEqual([]);
        expect(teams).toHaveBeenCalledTimes(5);
        expect(ofProject.mock.calls).toEqual([
          ['acme', 'shop-web'],
          ['acme', 'checkout'],
        ]);
      });

      it('asks about twenty projects at most, and says that teams may be missing', async () => {
        const many = Array.from({ length: 21 }, (_, index) => ({
          id: `${100 + index}`,
          slug: `project-${index}`,
          name: `Project ${index}`,
        }));
        const { teams, ofProject, list } = setup({ known: many });
        teams.mockResolvedValue(more);
        const { problems } = await list(
          many.map(({ slug }) => slug).join(', '),
        );
        expect(ofProject).toHaveBeenCalledTimes(20);
        expect(problems).toMatchObject([tooMany]);
      });

      it.each([
        ['has more than one page of teams', async () => more],
        [
          'does not list its teams',
          async () => {
            throw new SentryProblemError({
              code: 'SCOPE_MISSING',
              message: 'No project:read.',
            });
          },
        ],
      ])('says so where a project %s', async (_, answer) => {
        const { teams, ofProject, list } = setup();
        teams.mockResolvedValue({ ...more, items: [team('1', ['shop-web'])] });
        ofProject.mockImplementation(answer);
        const { items, problems } = await list('shop-web');
        expect(items).toMatchObject([{ id: '1', projects: ['shop-web'] }]);
        expect(problems).toMatchObject([tooMany]);
      });
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
      expect(problems).toMatchObject([tooMany]);
    });

    it.each([
      ['config allows no changes of issues', { enabled: false }, [ref]],
      ['the caller may change none', {}, []],
    ])('is empty where %s, and asks nothing', async (_, options, may) => {
      const { client, teams, people, list } = setup(options);
      expect(await list('shop-web', may)).toEqual({
        items: [],
        problems: [],
        stale: false,
        fetchedAt: expect.any(String),
      });
      expect(teams).not.toHaveBeenCalled();
      expect(people).not.toHaveBeenCalled();
      expect(client.listProjects).not.toHaveBeenCalled();
      expect(client.getProject).not.toHaveBeenCalled();
    });

    it('lists for each caller those of the projects that they may change', async () => {
      const { people, assignees } = setup();
      people.mockImplementation(async (_, { project }) =>
        project.map(id =>
          person(Number(id), [id === shopWeb.id ? 'shop-web' : 'checkout']),
        ),
      );
      const system = authorized('shop-web, checkout', {
        ref: 'system:default/shop',
      });
      const [web, pay] = system.entity.annotations?.refs ?? [];
      web.entityRefs = ['component:default/web'];
      pay.entityRefs = ['component:default/pay'];
      const namesFor = async (...may: string[]) => {
        const answer = await assignees.list(system, async () => new Set(may));
        return bodyOf<SentryAssigneesResponse>(answer).items.map(
          ({ name }) => name,
        );
      };
      const all = ['component:default/web', 'component:default/pay'];
      expect(await namesFor(...all)).toEqual(['Person 11', 'Person 12']);
      expect(await namesFor('component:default/pay')).toEqual(['Person 12']);
      expect(people.mock.calls.map(([, { project }]) => project)).toEqual([
        ['11', '12'],
        ['12'],
      ]);
      expect(await namesFor('component:default/other')).toEqual([]);
    });
  });
});

describe('capabilities', () => {
  const full = fakeSentryClient();
  const glitchtip: SentryCapabilities = {
    ...full.capabilities,
    server: 'glitchtip',
    serverName: 'GlitchTip',
    sorts: ['date', 'new', 'freq'],
    statsPeriod: false,
    issueTrend: false,
    users: false,
    eventTrend: false,
  };
  const limited = fakeSentryClient({ instance: 'gt', capabilities: glitchtip });

  describe('capabilitiesOf', () => {
    it('allows everything on a Sentry', () => {
      expect(capabilitiesOf([full])).toEqual({
        sorts: [...sentryIssueSorts],
        statsPeriod: true,
        issueTrend: true,
        users: true,
        eventTrend: true,
        limitedBy: [],
      });
    });

    it('allows what all can do, and names which of them limits it', () => {
      expect(capabilitiesOf([full, limited])).toEqual({
        sorts: ['date', 'new', 'freq'],
        statsPeriod: false,
        issueTrend: false,
        users: false,
        eventTrend: false,
        limitedBy: [{ instance: 'gt', server: 'glitchtip' }],
      });
    });

    it('is undefined without a server', () => {
      expect(capabilitiesOf([])).toBeUndefined();
    });
  });

  describe('refuseUnknownSort', () => {
    const scopes = [{ client: full }, { client: limited }];

    it('names the server that has no such order, and the orders there are', () => {
      expect(() => refuseUnknownSort(scopes, 'trends')).toThrow(
        expect.objectContaining({
          code: 'QUERY_INVALID',
          message: expect.stringMatching(/`gt`.*GlitchTip.*`trends`/),
          action: expect.stringContaining('date, new, freq'),
        }),
      );
    });

    it('lets an order through that all servers have', () => {
      expect(() => refuseUnknownSort(scopes, 'freq')).not.toThrow();
      expect(() =>
        refuseUnknownSort([{ client: full }], 'trends'),
      ).not.toThrow();
    });
  });
});

describe('releases', () => {
  const web = { id: '1', slug: 'web', name: 'Web' };
  const api = { id: '2', slug: 'api', name: 'API' };
  const projects = [web, api].map(project => ({
    instance: 'default',
    organization: 'acme',
    ...project,
  }));
  const ofWeb = { project: '1', version: 'shop@2', ofProject: 10 };
  const ofApi = { project: '2', version: 'shop@2', ofProject: 90 };

  describe('the health of a release', () => {
    it('is absent where no project has sessions', () => {
      const release = { version: 'shop@1', projects: ['web'] };
      const sessions = [{ ...ofWeb, sessions: 10 }];
      expect(releaseHealth(release, sessions, projects)).toBeUndefined();
    });

    it('is of the sessions in its own projects, whatever else has its version', () => {
      const release = { version: 'shop@2', projects: ['web'] };
      const sessions = [
        { ...ofWeb, sessions: 5 },
        { ...ofApi, sessions: 90 },
      ];
      expect(releaseHealth(release, sessions, projects)).toEqual({
        sessions: 5,
        adoption: 0.5,
      });
    });

    it('counts a project in which it has no sessions', () => {
      const release = { version: 'shop@2', projects: ['web', 'api'] };
      const sessions = [
        { ...ofWeb, sessions: 10 },
        { ...ofApi, version: 'shop@1', sessions: 90 },
      ];
      expect(releaseHealth(release, sessions, projects)).toMatchObject({
        adoption: 0.1,
      });
    });

    it('weighs the rates of several projects by what they are of', () => {
      const release = { version: 'shop@2', projects: ['web', 'api'] };
      const sessions = [
        { ...ofWeb, sessions: 10, users: 1, crashFreeSessions: 0 },
        {
          ...ofApi,
          sessions: 30,
          users: 3,
          crashFreeSessions: 1,
          crashFreeUsers: 0.5,
        },
      ];
      expect(releaseHealth(release, sessions, projects)).toEqual({
        sessions: 40,
        users: 4,
        crashFreeSessions: 0.75,
        crashFreeUsers: 0.5,
        adoption: 0.4,
      });
    });

    it('has no adoption where the sessions of a project are unknown', () => {
      const release = { version: 'shop@2', projects: ['web'] };
      const sessions = [{ ...ofWeb, ofProject: undefined, sessions: 5 }];
      expect(releaseHealth(release, sessions, projects)).toEqual({
        sessions: 5,
      });
    });

    it('is at most adopted by all, though sessions began between the two calls', () => {
      const release = { version: 'shop@2', projects: ['web'] };
      const sessions = [{ ...ofWeb, sessions: 12, ofProject: 10 }];
      expect(releaseHealth(release, sessions, projects)).toMatchObject({
        adoption: 1,
      });
    });
  });
});
