import type { SentrySummary } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import {
  bodyOf,
  entityServices,
  sentryEntity,
} from '../../__testUtils__/entityServices';
import {
  checkout,
  fakeClient,
  fakeSentry,
  instanceConfig,
  shopWeb,
} from '../../__testUtils__/fakeSentry';

const down = new SentryProblemError({
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'Sentry is down.',
});

function setup() {
  const main = fakeClient([shopWeb, checkout]);
  const eu = fakeClient([{ id: '31', slug: 'billing', name: 'Billing' }]);
  const services = entityServices(
    fakeSentry([
      [instanceConfig(), main],
      [instanceConfig({ name: 'eu', organization: 'acme-eu' }), eu],
    ]),
  );
  const summarize = async (entity = sentryEntity('shop-web, checkout')) =>
    bodyOf<SentrySummary>(await services.summary.summarize(entity, {}));
  return { main, eu, services, summarize };
}

const counts = (...values: number[]) =>
  values.map(count => ({ count, capped: count === 100 }));
const both = sentryEntity('shop-web, eu:acme-eu/billing');

describe('SummaryService', () => {
  it('has Sentry count everything in one call for all projects', async () => {
    const { main, summarize } = setup();
    main.countIssues.mockResolvedValue(counts(100, 4, 3, 2, 1, 0));
    main.countUsers.mockResolvedValue(97);
    main.eventTrend.mockResolvedValue([[1_760_000_000, 5]]);
    expect(await summarize()).toMatchObject({
      unresolved: 100,
      new: 4,
      regressed: 3,
      escalating: 2,
      unhandled: 1,
      highPriority: 0,
      capped: ['unresolved'],
      users: 97,
      trend: { period: '14d', buckets: [[1_760_000_000, 5]] },
      statsPeriod: '14d',
      stale: false,
      problems: [],
    });
    expect(main.countIssues.mock.calls).toEqual([
      [
        'acme',
        {
          project: ['11', '12'],
          environment: [],
          statsPeriod: '14d',
          queries: [
            'is:unresolved',
            'is:unresolved is:new',
            'is:unresolved is:regressed',
            'is:unresolved is:escalating',
            'is:unresolved error.unhandled:true',
            'is:unresolved issue.priority:high',
          ],
        },
      ],
    ]);
  });

  it('narrows the counts to what the entity’s own query asks for beside a status', async () => {
    const { main, summarize } = setup();
    await summarize(
      sentryEntity('shop-web', {
        query:
          'is:resolved level:[error, fatal] "two words" !is:ignored is:linked',
        environments: ['production'],
      }),
    );
    const [, params] = main.countIssues.mock.calls[0];
    expect(params.queries[0]).toBe(
      'is:unresolved level:[error, fatal] "two words" is:linked',
    );
    expect(params.environment).toEqual(['production']);
  });

  it('adds up organizations and keeps the mark of a capped count', async () => {
    const { main, eu, summarize } = setup();
    main.countIssues.mockResolvedValue(counts(100, 1, 1, 1, 1, 1));
    eu.countIssues.mockResolvedValue(counts(7, 2, 2, 2, 2, 2));
    main.eventTrend.mockResolvedValue([
      [10, 1],
      [20, 2],
    ]);
    eu.eventTrend.mockResolvedValue([
      [20, 3],
      [30, 4],
    ]);
    main.countUsers.mockResolvedValue(5);
    eu.countUsers.mockResolvedValue(6);
    expect(await summarize(both)).toMatchObject({
      unresolved: 107,
      new: 3,
      capped: ['unresolved'],
      users: 11,
      trend: {
        buckets: [
          [10, 1],
          [20, 5],
          [30, 4],
        ],
      },
      links: {},
    });
  });

  it('does without users and trend where these fail', async () => {
    const { main, summarize } = setup();
    main.countIssues.mockResolvedValue(counts(1, 1, 1, 1, 1, 1));
    main.countUsers.mockRejectedValue(down);
    main.eventTrend.mockRejectedValue(down);
    const summary = await summarize();
    expect(summary.unresolved).toBe(1);
    expect(summary.problems).toEqual([]);
    expect(summary).not.toHaveProperty('users');
    expect(summary).not.toHaveProperty('trend');
  });

  it('counts the rest when one organization fails, and says so', async () => {
    const { main, eu, summarize } = setup();
    main.countIssues.mockRejectedValue(down);
    eu.countIssues.mockResolvedValue(counts(7, 2, 2, 2, 2, 2));
    expect(await summarize(both)).toMatchObject({
      unresolved: 7,
      problems: [
        {
          code: 'UPSTREAM_UNAVAILABLE',
          project: { instance: 'default', organization: 'acme' },
        },
      ],
    });
  });

  it('fails with the problem when every organization fails', async () => {
    const { main, summarize } = setup();
    main.countIssues.mockRejectedValue(down);
    await expect(summarize()).rejects.toBe(down);
  });
});

describe('EnvironmentsService', () => {
  it('lists the environments of all projects once each, with the defaults', async () => {
    const { main, services } = setup();
    main.listEnvironments
      .mockResolvedValueOnce(['production', 'staging'])
      .mockResolvedValueOnce(['production', 'canary']);
    const answer = await services.environments.list(
      sentryEntity('shop-web, checkout', { environments: ['production'] }),
    );
    expect(bodyOf(answer)).toMatchObject({
      items: [{ name: 'canary' }, { name: 'production' }, { name: 'staging' }],
      defaults: ['production'],
      problems: [],
    });
  });
});
