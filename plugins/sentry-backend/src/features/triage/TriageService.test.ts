import type { SentryIssueChange } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import {
  billing,
  checkout,
  fakeClient,
  issueState,
  rawIssue,
  shopWeb,
  type FakeClient,
} from '../../__testUtils__/fakeSentry';
import {
  authorized,
  bodyOf,
  entityServices,
} from '../../__testUtils__/entityServices';
import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import type { AuthorizedEntity } from '../../access/types';
import type { TriageAct } from './types';

const ref = 'component:default/shop';
const ofCheckout = { project: { id: '12', slug: 'checkout' } };

function setup(clients: { main: FakeClient; eu?: FakeClient }) {
  const { main, eu = fakeClient() } = clients;
  const sentry = sentryServiceMock({
    sentry: {
      organization: 'acme',
      instances: [
        {
          name: 'eu',
          baseUrl: 'https://eu.example.com',
          organization: 'acme-eu',
        },
      ],
      triage: { enabled: true },
    },
    clients: { default: main, eu },
  });
  const services = entityServices(sentry);
  const acts: TriageAct[] = [];
  const change = (
    asked: SentryIssueChange & { ids: string[]; project?: string[] },
    of: AuthorizedEntity = authorized('shop-web, checkout'),
    updatable: string[] = [ref],
  ) => {
    const { ids, project, ...rest } = asked;
    return services.triage.change({
      authorized: of,
      updatable: new Set(updatable),
      request: { ids, change: rest, ...(project && { project }) },
      onAct: act => acts.push(act),
    });
  };
  return { services, change, acts };
}

function clientOf(options: Parameters<typeof fakeClient>[1] = {}): FakeClient {
  const client = fakeClient([shopWeb, checkout], {
    issues: [rawIssue('1'), rawIssue('2', 0, ofCheckout), rawIssue('3')],
    ...options,
  });
  jest.spyOn(client, 'updateIssues');
  jest.spyOn(client, 'getIssueState');
  return client;
}

describe('TriageService', () => {
  it('reads, changes and reads again, in a call each, however many issues', async () => {
    const main = clientOf();
    const { change } = setup({ main });
    const { items } = await change({ ids: ['3', '1', '2'], priority: 'low' });
    expect(items.map(({ id }) => id)).toEqual(['3', '1', '2']);
    expect(main.updateIssues.mock.calls).toEqual([
      [
        'acme',
        {
          ids: ['3', '1', '2'],
          project: ['11', '12'],
          update: { priority: 'low' },
        },
      ],
    ]);
    expect(main.listIssueStates).toHaveBeenCalledTimes(2);
    expect(main.getIssueState).not.toHaveBeenCalled();
  });

  it('names an issue once that was named twice', async () => {
    const main = clientOf({
      issues: [rawIssue('1', 0, { shortId: 'SHOP-WEB-1' })],
    });
    const { change } = setup({ main });
    const { items } = await change({
      ids: ['SHOP-WEB-1', '1'],
      priority: 'low',
    });
    expect(items.map(({ id }) => id)).toEqual(['1']);
    expect(main.updateIssues.mock.calls[0][1].ids).toEqual(['1']);
  });

  it('goes by single issues where a server knows no list of them', async () => {
    const main = clientOf();
    main.listIssueStates.mockImplementation(async () => [
      issueState('1'),
      issueState('77'),
    ]);
    const { change } = setup({ main });
    const { items } = await change({ ids: ['1'], status: 'resolved' });
    expect(items).toHaveLength(1);
    expect(main.getIssueState).toHaveBeenCalledTimes(2);
    expect(main.updateIssues.mock.calls[0][1].ids).toEqual(['1']);
  });

  it('changes nothing that Sentry says is of another project', async () => {
    const main = clientOf({
      issues: [rawIssue('9', 0, { project: { id: '99', slug: 'other' } })],
    });
    main.listIssueStates.mockResolvedValue([
      issueState('9', 0, { project: { id: '99', slug: 'other' } }),
    ]);
    const { change } = setup({ main });
    await expect(
      change({ ids: ['9'], status: 'resolved' }),
    ).rejects.toMatchObject({ code: 'ISSUE_NOT_FOUND' });
    expect(main.updateIssues).not.toHaveBeenCalled();
  });

  it('asks which one is meant where two servers have the number', async () => {
    const main = clientOf();
    const eu = fakeClient([billing], {
      instance: 'eu',
      issues: [rawIssue('1', 0, { project: { ...billing, instance: 'eu' } })],
    });
    jest.spyOn(eu, 'updateIssues');
    const { change } = setup({ main, eu });
    const of = authorized('shop-web, eu:acme-eu/billing');
    await expect(
      change({ ids: ['1'], status: 'resolved' }, of),
    ).rejects.toMatchObject({
      code: 'QUERY_INVALID',
      message: expect.stringMatching(/shop-web.*billing/),
      action: expect.stringContaining('`project`'),
    });
    expect(main.updateIssues).not.toHaveBeenCalled();
    const { items } = await change(
      { ids: ['1'], status: 'resolved', project: ['billing'] },
      of,
    );
    expect(items).toMatchObject([{ project: { instance: 'eu' } }]);
    expect(main.updateIssues).not.toHaveBeenCalled();
  });

  describe('of an entity that speaks for others', () => {
    const system = authorized('shop-web, checkout', {
      ref: 'system:default/s',
    });
    const [web, pay] = system.entity.annotations?.refs ?? [];
    web.entityRefs = ['component:default/web'];
    pay.entityRefs = ['component:default/pay'];

    it('goes by the permission for the component', async () => {
      const main = clientOf();
      const { change } = setup({ main });
      const { items } = await change(
        { ids: ['1'], status: 'resolved' },
        system,
        ['component:default/web'],
      );
      expect(items).toHaveLength(1);
    });

    it.each([
      ['for another component', 'component:default/web'],
      ['for the system alone', 'system:default/s'],
    ])('changes none where it is %s', async (_, held) => {
      const main = clientOf();
      const { change } = setup({ main });
      await expect(
        change({ ids: ['1', '2'], status: 'resolved' }, system, [held]),
      ).rejects.toThrow(/may not change issue `[12]`/);
      expect(main.updateIssues).not.toHaveBeenCalled();
    });
  });

  const problem = (code: SentryProblemError['code']) =>
    new SentryProblemError({ code, message: 'No.', retryAfterSeconds: 9 });

  it.each([
    ['UPSTREAM_TIMEOUT', 'unknown', 1],
    ['UPSTREAM_UNAVAILABLE', 'unknown', 1],
    ['UPSTREAM_UNEXPECTED', 'unknown', 1],
    ['RATE_LIMITED', undefined, 0],
    ['SCOPE_MISSING', undefined, 0],
    ['QUERY_INVALID', undefined, 0],
  ] as const)(
    'that fails with %s is an error with the outcome %s, after which a list costs %d calls',
    async (code, outcome, calls) => {
      const main = clientOf();
      main.updateIssues.mockRejectedValue(problem(code));
      const { change, services, acts } = setup({ main });
      const list = async () =>
        bodyOf(await services.issues.list(authorized('shop-web'), {}));
      await list();
      const failure = await change({ ids: ['1'], status: 'resolved' }).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code, retryAfterSeconds: 9 });
      expect(Object(failure).outcome).toBe(outcome);
      main.listIssues.mockClear();
      await list();
      expect(main.listIssues).toHaveBeenCalledTimes(calls);
      expect(acts).toMatchObject([{ issues: ['1'], outcome: code }]);
    },
  );

  describe('of several projects, which Sentry refuses for all', () => {
    const refuseTogether = (main: FakeClient, second: () => Promise<boolean>) =>
      main.updateIssues.mockImplementation(async (_, { project }) => {
        if (project.length > 1) {
          throw problem('QUERY_INVALID');
        }
        return project[0] === '12' ? second() : true;
      });
    const projectsOf = ({ updateIssues }: FakeClient) =>
      updateIssues.mock.calls.map(([, { project }]) => project);

    it('goes project by project, and tells of each what became of it', async () => {
      const main = clientOf();
      refuseTogether(main, async () => {
        throw problem('RATE_LIMITED');
      });
      const { change, acts } = setup({ main });
      const { items, problems } = await change({
        ids: ['1', '2', '3'],
        status: 'unresolved',
      });
      expect(items.map(({ id }) => id)).toEqual(['1', '3']);
      expect(problems).toMatchObject([
        { issue: '2', code: 'RATE_LIMITED', retryAfterSeconds: 9 },
      ]);
      expect(projectsOf(main)).toEqual([['11', '12'], ['11'], ['12']]);
      expect(acts).toMatchObject([
        { issues: ['1', '2', '3'], outcome: 'QUERY_INVALID' },
        { projects: ['shop-web'], issues: ['1', '3'], outcome: 'succeeded' },
        { projects: ['checkout'], issues: ['2'], outcome: 'RATE_LIMITED' },
      ]);
    });

    it('does not take what was passed over in one for changed in the other', async () => {
      const main = clientOf();
      refuseTogether(main, async () => false);
      const { change } = setup({ main });
      const { items, problems } = await change({
        ids: ['1', '2'],
        status: 'unresolved',
      });
      expect(items.map(({ id }) => id)).toEqual(['1']);
      expect(problems).toMatchObject([{ issue: '2', code: 'ISSUE_NOT_FOUND' }]);
    });

    it('is told of each where one was refused and of the other it is not known', async () => {
      const main = clientOf();
      main.updateIssues.mockImplementation(async (_, { project: [id] }) => {
        throw problem(id === '12' ? 'UPSTREAM_TIMEOUT' : 'RATE_LIMITED');
      });
      const { change } = setup({ main });
      const { items, problems } = await change({
        ids: ['1', '2'],
        assignedTo: 'user:5',
      });
      expect(items).toEqual([]);
      expect(problems.map(({ issue, outcome }) => [issue, outcome])).toEqual([
        ['1', undefined],
        ['2', 'unknown'],
      ]);
    });
  });

  it('is made all the same where it can not be read afterwards', async () => {
    const main = clientOf();
    main.updateIssues.mockImplementation(async () => {
      main.listIssueStates.mockRejectedValue(
        new SentryProblemError({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Down.',
        }),
      );
      return true;
    });
    const { change, acts } = setup({ main });
    const { items, problems } = await change({
      ids: ['1'],
      status: 'resolved',
    });
    expect([items, acts]).toMatchObject([[], [{ outcome: 'succeeded' }]]);
    expect(problems).toMatchObject([
      {
        issue: '1',
        outcome: 'changed',
        message: expect.stringContaining('took the change'),
      },
    ]);
  });
});
