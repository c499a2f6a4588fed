import {
  type Answer,
  notFound,
  useAnswers,
} from '../../__testUtils__/useAnswers';

describe('what is told of events', () => {
  const { setup, asked } = useAnswers();

  const scope = {
    project: ['11'],
    environment: ['production'],
    statsPeriod: '7d',
  };

  it('counts the distinct users of error events', async () => {
    const client = await setup(() => ({
      body: { data: [{ 'count_unique(user)': 97 }] },
    }));
    await expect(client.countUsers('acme', scope)).resolves.toBe(97);
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/events/',
        'dataset=errors',
        'field=count_unique(user)',
        'project=11',
        'environment=production',
        'statsPeriod=7d',
      ],
    ]);
  });

  it('reads the trend of error events in seconds', async () => {
    const client = await setup(() => ({
      body: {
        timeSeries: [
          {
            yAxis: 'count()',
            values: [
              { timestamp: 1_760_000_000_000, value: 3, incomplete: false },
              { timestamp: 1_760_014_400_000, value: null },
            ],
          },
        ],
      },
    }));
    await expect(client.eventTrend('acme', scope)).resolves.toEqual([
      [1_760_000_000, 3],
      [1_760_014_400, 0],
    ]);
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/events-timeseries/',
        'dataset=errors',
        'yAxis=count()',
        'interval=4h',
        'project=11',
        'environment=production',
        'statsPeriod=7d',
      ],
    ]);
  });

  it.each<[string, Answer]>([
    ['a token without org:read', { status: 403, body: {} }],
    ['a server without the endpoint', notFound],
    ['a plan without it', { status: 400, body: {} }],
    ['another shape', { body: [] }],
  ])('can tell neither users nor trend with %s', async (_, answer) => {
    const client = await setup(() => answer);
    await expect(client.countUsers('acme', scope)).resolves.toBeUndefined();
    await expect(client.eventTrend('acme', scope)).resolves.toBeUndefined();
  });

  it.each([null, -4, 'NaN', {}, true])(
    'does not take %j for a number of users',
    async users => {
      const client = await setup(() => ({
        body: { data: [{ 'count_unique(user)': users }] },
      }));
      await expect(client.countUsers('acme', scope)).resolves.toBeUndefined();
    },
  );

  it.each([
    ['microseconds', { timestamp: 1_760_000_000_000_000_000, value: 3 }],
    ['fewer events than none', { timestamp: 1_760_000_000_000, value: -3 }],
  ])('can tell no trend of %s', async (_, bucket) => {
    const client = await setup(() => ({
      body: { timeSeries: [{ values: [bucket] }] },
    }));
    await expect(client.eventTrend('acme', scope)).resolves.toBeUndefined();
  });

  it.each<[string, Answer]>([
    ['TOKEN_REJECTED', { status: 401, body: {} }],
    ['UPSTREAM_UNAVAILABLE', { status: 500, body: {} }],
  ])('does not hide a %s behind absent users', async (code, answer) => {
    const client = await setup(() => answer);
    await expect(client.countUsers('acme', scope)).rejects.toMatchObject({
      code,
    });
  });
});
