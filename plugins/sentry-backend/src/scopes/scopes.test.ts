import type { JsonObject } from '@backstage/types';
import { SentryProblemError, SentryClient } from 'backstage-plugin-sentry-node';
import type {
  SentryIssuesPage,
  SentryProjectsResponse,
} from 'backstage-plugin-sentry-common';
import {
  bodyOf,
  caller,
  entityServices,
  authorized,
} from '../__testUtils__/entityServices';
import { timeMachine } from '../__testUtils__/timeMachine';
import {
  billing,
  checkout,
  fakeClient,
  fakeSentry,
  fakeTwoSentries,
  shopWeb,
} from '../__testUtils__/fakeSentry';
import {
  fakeSentryClient,
  sentryServiceMock,
} from 'backstage-plugin-sentry-node/testUtils';
import { scopeOf, ProjectScope } from './types';
import { ProjectVisibility } from './visibility';

describe('scopes', () => {
  function setup(sentry: JsonObject = { organization: 'acme' }) {
    const client = fakeClient([shopWeb, checkout]);
    const services = entityServices(fakeSentry(client, sentry));
    const resolve = async (projects: string) =>
      bodyOf<SentryProjectsResponse>(
        await services.projects.list(authorized(projects)),
      );
    return { client, services, resolve };
  }

  const time = timeMachine();

  describe('ScopeResolver', () => {
    it('finds projects by slug and by id in one listing, and asks no more', async () => {
      const { client, resolve } = setup();
      const { items } = await resolve('shop-web, acme/12');
      expect(items).toMatchObject([
        { ref: 'shop-web', id: '11', organization: 'acme' },
        { ref: 'acme/12', slug: 'checkout' },
      ]);
      await resolve('checkout');
      expect(client.listProjects).toHaveBeenCalledTimes(1);
      expect(client.getProject).not.toHaveBeenCalled();
    });

    it('looks a project up that is not among the first hundred, and remembers it', async () => {
      const { client, resolve } = setup();
      client.listProjects.mockResolvedValue({
        items: [shopWeb],
        nextCursor: '0:100:0',
      });
      await resolve('checkout');
      time.pass(9 * 60_000);
      expect((await resolve('checkout')).items).toMatchObject([{ id: '12' }]);
      expect(client.getProject.mock.calls).toEqual([['acme', 'checkout']]);
      expect(client.listProjects).toHaveBeenCalledTimes(1);
    });

    it('reads on in the list where many projects are not among the first hundred', async () => {
      const { client, resolve } = setup();
      const slugs = Array.from({ length: 60 }, (_, index) => `late-${index}`);
      const late = slugs.map((slug, index) => ({
        id: String(500 + index),
        slug,
        name: slug,
      }));
      client.listProjects.mockImplementation(
        async (_organization, { cursor }) =>
          cursor
            ? { items: late }
            : { items: [shopWeb], nextCursor: '0:100:0' },
      );
      client.getProject.mockImplementation(
        async (_organization, slug) =>
          late.find(project => project.slug === slug) ?? shopWeb,
      );
      const { items } = await resolve(slugs.join(','));
      expect(items.map(item => 'id' in item && item.id)).toEqual(
        late.map(({ id }) => id),
      );
      expect(client.getProject.mock.calls.length).toBeLessThanOrEqual(5);
      expect(client.listProjects).toHaveBeenCalledTimes(2);
    });

    it('takes digits for an id, even where another project has such a slug', async () => {
      const { client, resolve } = setup();
      client.listProjects.mockResolvedValue({
        items: [checkout, { id: '99', slug: '12', name: 'Twelve' }],
      });
      expect((await resolve('12')).items).toMatchObject([{ slug: 'checkout' }]);
    });

    it('asks about a hundred projects in a call, and about five hundred at all', async () => {
      const { client, services } = setup();
      const all = Array.from({ length: 501 }, (_, index) => ({
        id: String(1_000 + index),
        slug: `project-${index}`,
        name: `Project ${index}`,
      }));
      client.listProjects.mockResolvedValue({ items: all });
      const slugs = all.map(({ slug }) => slug);
      const ref = 'domain:default/all';
      const annotations = {
        refs: slugs.map(slug => ({
          ref: slug,
          project: slug,
          entityRefs: [ref],
        })),
        problems: [],
        environments: [],
      };
      const page = bodyOf<SentryIssuesPage>(
        await services.issues.list(
          { caller, entity: { ref, annotations } },
          {},
        ),
      );
      expect(
        client.listIssues.mock.calls.map(([, { project }]) => project.length),
      ).toEqual([307, 193]);
      expect(page.problems).toMatchObject([
        {
          code: 'ANNOTATION_INVALID',
          message: expect.stringContaining('501 Sentry projects'),
        },
      ]);
      expect(client.getProject).not.toHaveBeenCalled();
    });

    it('ends a listing that goes in circles', async () => {
      const { client, resolve } = setup();
      client.listProjects.mockResolvedValue({
        items: [shopWeb],
        nextCursor: '0:100:0',
      });
      await resolve('a,b,c,d,e,f,g');
      expect(client.listProjects).toHaveBeenCalledTimes(2);
    });

    it('follows a renamed project', async () => {
      const { client, resolve } = setup();
      client.getProject.mockResolvedValue(shopWeb);
      expect((await resolve('old-name')).items).toMatchObject([
        { ref: 'old-name', slug: 'shop-web' },
      ]);
      expect(client.getProject).toHaveBeenCalledWith('acme', 'old-name');
    });

    describe('of fifty-two slugs that the complete list does not have', () => {
      const stale = Array.from({ length: 52 }, (_, index) => `p-${index}`);
      const all = ['shop-web', ...stale].join();

      it('looks a few up at once, and says of each that it was not found', async () => {
        const { client, resolve } = setup();
        const { items } = await resolve(all);
        expect(items.filter(({ problem }) => problem)).toHaveLength(52);
        expect(items[1].problem).toMatchObject({
          code: 'PROJECT_NOT_FOUND',
          project: { organization: 'acme', project: 'p-0' },
        });
        await resolve(all);
        expect(client.listProjects).toHaveBeenCalledTimes(1);
        expect(client.getProject.mock.calls.length).toBeLessThanOrEqual(5);
      });

      it('looks each up in the end, and seldom again', async () => {
        const { client, resolve } = setup();
        for (let minute = 0; minute <= 30; minute += 1) {
          await resolve(all);
          time.pass(60_000);
        }
        const asked = client.getProject.mock.calls.map(([, slug]) => slug);
        expect(new Set(asked)).toEqual(new Set(stale));
        expect(asked).toHaveLength(52);
      });

      it('finds one that is created by then in the next list', async () => {
        const { client, resolve } = setup();
        await resolve(all);
        const made = { id: '77', slug: 'p-51', name: 'Made' };
        client.listProjects.mockResolvedValue({ items: [shopWeb, made] });
        time.pass(10 * 60_000);
        // The old list is served while it is renewed.
        await resolve(all);
        await new Promise(setImmediate);
        time.pass(1_000);
        const { items } = await resolve(all);
        expect(items.find(({ ref }) => ref === 'p-51')).toMatchObject({
          id: '77',
        });
      });
    });

    it('looks projects up one by one where the token may not list them', async () => {
      const { client, resolve } = setup();
      client.listProjects.mockRejectedValue(
        new SentryProblemError({ code: 'SCOPE_MISSING', message: 'org:read' }),
      );
      client.getProject.mockResolvedValue(shopWeb);
      expect((await resolve('shop-web')).items).toMatchObject([{ id: '11' }]);
    });

    it('names annotation and entry of a project that is not found, and remembers that', async () => {
      const { client, resolve } = setup();
      for (let count = 0; count < 3; count += 1) {
        const { items } = await resolve('shop-web, nowhere');
        expect(items).toMatchObject([
          { id: '11' },
          {
            ref: 'nowhere',
            problem: {
              code: 'PROJECT_NOT_FOUND',
              message: expect.stringMatching(
                /`nowhere`.*sentry\.io\/project-slug/,
              ),
              project: { organization: 'acme', project: 'nowhere' },
            },
          },
        ]);
      }
      expect(client.getProject).toHaveBeenCalledTimes(1);
    });

    it.each([
      ['umbrella/hive', 'ANNOTATION_INVALID', '`umbrella`'],
      ['mars:acme/shop-web', 'ANNOTATION_INVALID', '`mars`'],
      ['acme/', 'ANNOTATION_INVALID', '`acme/`'],
      ['nowhere', 'PROJECT_NOT_FOUND', '`nowhere`'],
    ])(
      'answers a list of %p with %s, naming the bad part',
      async (projects, code, part) => {
        const { client, services } = setup();
        await expect(
          services.issues.list(authorized(projects), {}),
        ).rejects.toMatchObject({
          code,
          message: expect.stringContaining(part),
          action: expect.any(String),
        });
        expect(client.listIssues).not.toHaveBeenCalled();
      },
    );

    it('says of every entry what is wrong with it', async () => {
      const { resolve } = setup();
      expect(await resolve('umbrella/hive, acme/, nowhere')).toMatchObject({
        items: [
          { ref: 'umbrella/hive', problem: { code: 'ANNOTATION_INVALID' } },
          { ref: 'nowhere', problem: { code: 'PROJECT_NOT_FOUND' } },
        ],
        problems: [{ code: 'ANNOTATION_INVALID' }],
      });
    });

    it('fails where not one entry can be read', async () => {
      const { resolve } = setup();
      await expect(resolve('acme/')).rejects.toMatchObject({
        code: 'ANNOTATION_INVALID',
      });
    });

    it('prefers the problem that can be mended to one that may pass', async () => {
      const { client, services } = setup();
      client.listProjects.mockResolvedValue({ items: [] });
      client.getProject.mockRejectedValueOnce(
        new SentryProblemError({
          code: 'UPSTREAM_TIMEOUT',
          message: 'No answer in time.',
        }),
      );
      await expect(
        services.issues.list(authorized('slow, nowhere'), {}),
      ).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
    });

    it('never asks Sentry about an organization that config does not allow', async () => {
      const { client, resolve } = setup();
      await resolve('umbrella/hive');
      expect(client.listProjects).not.toHaveBeenCalled();
      expect(client.getProject).not.toHaveBeenCalled();
    });

    it('asks as the caller alone', async () => {
      const client = fakeClient([shopWeb]);
      const sentry = fakeSentry(client);
      const getClient = jest.spyOn(sentry, 'getClient');
      await entityServices(sentry).issues.list(authorized('shop-web'), {});
      expect(getClient.mock.calls).toEqual([['default', { caller }]]);
    });

    it('asks anew with another credential', async () => {
      const { client, services } = setup();
      const entity = authorized('shop-web');
      await services.issues.list(entity, {});
      await services.issues.list(entity, {});
      expect(client.listIssues).toHaveBeenCalledTimes(1);
      Object.assign(client, { credentialId: 'rotated' });
      await services.issues.list(entity, {});
      expect(client.listProjects).toHaveBeenCalledTimes(2);
      expect(client.listIssues).toHaveBeenCalledTimes(2);
    });

    it.each([[['acme-labs']], [['*']]])(
      'lets an annotation name an organization that %p allows',
      async allowedOrganizations => {
        const { client, resolve } = setup({
          organization: 'acme',
          allowedOrganizations,
        });
        await resolve('acme-labs/shop-web');
        expect(client.listProjects).toHaveBeenCalledWith('acme-labs', {});
      },
    );

    it('asks for the organization where there is no default one', async () => {
      const { services } = setup({ baseUrl: 'https://sentry.example.com' });
      await expect(
        services.issues.list(authorized('shop-web'), {}),
      ).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
    });

    it('shows what to paste where Sentry is not configured at all', async () => {
      const services = entityServices(fakeSentry(fakeClient(), {}));
      await expect(
        services.issues.list(authorized('shop-web'), {}),
      ).rejects.toMatchObject({
        code: 'NOT_CONFIGURED',
        action: expect.stringContaining('token: ${SENTRY_TOKEN}'),
      });
    });

    it('says how to annotate an entity without annotation', async () => {
      const { services } = setup();
      await expect(
        services.issues.list(
          { caller, entity: { ref: 'component:default/plain' } },
          {},
        ),
      ).rejects.toMatchObject({
        code: 'ANNOTATION_MISSING',
        action: expect.stringContaining('sentry.io/project-slug'),
      });
    });

    it.each([
      ['component:default/it', /^component:default\/it has no /, /this entity/],
      ['system:default/it', /^Neither .* nor any part of it/, /its components/],
      ['domain:default/it', /^Neither .* nor any part of it/, /its components/],
      ['group:default/it', /^Nothing that group:default\/it owns/, /it owns/],
      ['user:default/it', /looked through for you/, /you own/],
    ])(
      'says of %s whose annotation is missing',
      async (ref, message, action) => {
        const { services } = setup();
        await expect(
          services.issues.list({ caller, entity: { ref } }, {}),
        ).rejects.toMatchObject({
          code: 'ANNOTATION_MISSING',
          message: expect.stringMatching(message),
          action: expect.stringMatching(action),
        });
      },
    );

    it('asks about a project once that is named by slug and by id', async () => {
      const { client, services } = setup();
      await services.issues.list(authorized('shop-web, 11'), {});
      expect(client.listIssues.mock.calls[0][1].project).toEqual(['11']);
    });

    it('takes a subset by slug, by id and as an annotation may write it', async () => {
      const { client, services } = setup();
      const entity = authorized('shop-web, checkout');
      const names = ['checkout', '12', 'acme/checkout', 'acme/12'];
      for (const [index, project] of names.entries()) {
        await services.issues.list(entity, {
          project: [project],
          limit: index + 1,
        });
      }
      expect(
        client.listIssues.mock.calls.map(([, params]) => params.project),
      ).toEqual(names.map(() => ['12']));
    });

    it('takes a name without an instance for the default one’s', async () => {
      const eu = fakeClient([billing]);
      const { issues } = entityServices(
        fakeTwoSentries(fakeClient([shopWeb]), eu),
      );
      const entity = authorized('shop-web, eu:acme-eu/billing');
      await expect(
        issues.list(entity, { project: ['acme-eu/billing'] }),
      ).rejects.toMatchObject({ name: 'InputError' });
      expect(eu.listIssues).not.toHaveBeenCalled();
      await issues.list(entity, { project: ['eu:acme-eu/billing'] });
      expect(eu.listIssues).toHaveBeenCalledTimes(1);
    });

    it('refuses a project that is not the entity’s', async () => {
      const { client, services } = setup();
      await expect(
        services.issues.list(authorized('shop-web'), { project: ['checkout'] }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('`project`'),
      });
      expect(client.listIssues).not.toHaveBeenCalled();
    });
  });
});

describe('visibility', () => {
  const time = timeMachine();
  const refusal = new SentryProblemError({
    code: 'SCOPE_MISSING',
    message: 'Refused.',
  });
  const idsOf = (scopes: ProjectScope[]) =>
    scopes.flatMap(({ projects }) => projects.map(({ id }) => id));

  /** A scope of so many projects, and a Sentry that hides some. */
  function setup(count: number, hidden: string[]) {
    const ids = Array.from({ length: count }, (_, index) => String(index + 1));
    const state = { hidden };
    const listIssues = jest.fn<
      ReturnType<SentryClient['listIssues']>,
      Parameters<SentryClient['listIssues']>
    >(async (_organization, { project }) => {
      if (project.some(id => state.hidden.includes(id))) {
        throw refusal;
      }
      return { items: [] };
    });
    const service = sentryServiceMock();
    const scope = scopeOf({
      id: 'default:acme',
      client: { ...fakeSentryClient(), listIssues },
      instance: service.config.instances[0],
      organization: 'acme',
      projects: ids.map(id => ({
        instance: 'default',
        organization: 'acme',
        id,
        slug: `p${id}`,
        name: id,
      })),
    });
    return { scope, state, listIssues, visibility: new ProjectVisibility() };
  }

  describe('ProjectVisibility', () => {
    it('leaves everything in until Sentry refuses', () => {
      const { visibility, scope, listIssues } = setup(3, ['2']);
      expect(visibility.filter([scope])).toEqual({
        scopes: [scope],
        problems: [],
      });
      expect(listIssues).not.toHaveBeenCalled();
    });

    it.each([
      ['one of two', 2, ['1']],
      ['one of forty', 40, ['37']],
      ['all but one of sixteen', 16, [...Array(15).keys()].map(String)],
    ])('asks project by project: %s', async (_, count, hidden) => {
      const { visibility, scope, listIssues } = setup(count, hidden);
      expect(await visibility.onRefusal(scope, refusal)).toBe(true);
      expect(listIssues).toHaveBeenCalledTimes(count);
      const { scopes, problems } = visibility.filter([scope]);
      expect(scopes[0].id).toBe(scope.id);
      expect(scopes[0].key).not.toBe(scope.key);
      const expected = scope.projects.map(({ id }) => id);
      expect(idsOf(scopes)).toEqual(
        expected.filter(id => !hidden.includes(id)),
      );
      expect(problems.map(({ project }) => project?.project)).toEqual(
        expected.filter(id => hidden.includes(id)).map(id => `p${id}`),
      );
    });

    it('asks no more than fifty times, and leaves out the projects beyond', async () => {
      const { visibility, scope, listIssues } = setup(60, ['1']);
      expect(await visibility.onRefusal(scope, refusal)).toBe(true);
      expect(listIssues).toHaveBeenCalledTimes(50);
      const shown = Array.from({ length: 49 }, (_, index) => String(2 + index));
      expect(idsOf(visibility.filter([scope]).scopes)).toEqual(shown);
    });

    it('leaves a scope as it is that is refused altogether, and asks no more', async () => {
      const { visibility, scope, listIssues } = setup(2, ['1', '2']);
      expect(await visibility.onRefusal(scope, refusal)).toBe(false);
      expect(visibility.filter([scope]).scopes).toEqual([scope]);
      listIssues.mockClear();
      expect(await visibility.onRefusal(scope, refusal)).toBe(false);
      expect(listIssues).not.toHaveBeenCalled();
    });

    it('asks once for all who are refused at once', async () => {
      const { visibility, scope, listIssues } = setup(2, ['1']);
      await Promise.all(
        [1, 2, 3].map(() => visibility.onRefusal(scope, refusal)),
      );
      expect(listIssues).toHaveBeenCalledTimes(2);
    });

    it('finds what has been hidden since of what was left', async () => {
      const { visibility, scope, state } = setup(4, ['1']);
      await visibility.onRefusal(scope, refusal);
      state.hidden = ['1', '2'];
      const [left] = visibility.filter([scope]).scopes;
      expect(await visibility.onRefusal(left, refusal)).toBe(true);
      const { scopes, problems } = visibility.filter([scope]);
      expect(idsOf(scopes)).toEqual(['3', '4']);
      expect(problems).toHaveLength(2);
    });

    it('keeps what it knows while Sentry is down', async () => {
      const { visibility, scope, listIssues } = setup(2, ['1']);
      await visibility.onRefusal(scope, refusal);
      listIssues.mockRejectedValue(
        new SentryProblemError({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Down',
        }),
      );
      time.pass(10 * 60_000);
      for (const _ of [1, 2]) {
        expect(idsOf(visibility.filter([scope]).scopes)).toEqual(['2']);
      }
    });

    it.each([
      'QUERY_INVALID',
      'UPSTREAM_UNAVAILABLE',
      'TOKEN_REJECTED',
    ] as const)('takes %s for no refusal of a project', async code => {
      const { visibility, scope, listIssues } = setup(2, ['1']);
      const failure = new SentryProblemError({ code, message: 'Other' });
      expect(await visibility.onRefusal(scope, failure)).toBe(false);
      expect(listIssues).not.toHaveBeenCalled();
    });
  });
});
