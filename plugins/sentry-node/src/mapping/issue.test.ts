import { rawIssueSchema, toSentryIssue } from './issue';

const context = {
  instance: 'default',
  baseUrl: 'https://sentry.io',
  organization: 'acme',
};

const project = { id: '11', slug: 'shop-web', name: 'Shop web' };

/** As Sentry returns it. */
const map = (raw: object) =>
  toSentryIssue(
    rawIssueSchema.parse({ id: '4501', project, ...raw }),
    context,
    { trend: '24h' },
  );

describe('toSentryIssue', () => {
  it('maps a full issue to the documented shape', () => {
    const issue = map({
      shortId: 'SHOP-WEB-1A',
      title: 'TypeError: x is not a function',
      metadata: { type: 'TypeError', value: 'x is not a function' },
      culprit: 'checkout in submitOrder',
      level: 'error',
      status: 'unresolved',
      substatus: 'regressed',
      priority: 'high',
      isUnhandled: true,
      platform: 'javascript',
      issueCategory: 'error',
      permalink: 'https://acme.sentry.io/issues/4501/',
      count: '1284',
      userCount: 97,
      firstSeen: '2026-11-02T10:00:00Z',
      lastSeen: '2026-11-02T12:00:00.123456+01:00',
      lifetime: { count: '9000', userCount: 400 },
      stats: { '14d': [[1, 1]], '24h': [[1760000000, 3]] },
      numComments: 0,
      assignedTo: { type: 'team', id: 12, name: 'checkout' },
      project: { id: 11, slug: 'shop-web', name: 'Shop web' },
    });
    expect(issue).toEqual({
      id: '4501',
      shortId: 'SHOP-WEB-1A',
      title: 'TypeError: x is not a function',
      type: 'TypeError',
      value: 'x is not a function',
      culprit: 'checkout in submitOrder',
      level: 'error',
      status: 'unresolved',
      substatus: 'regressed',
      priority: 'high',
      isUnhandled: true,
      platform: 'javascript',
      category: 'error',
      permalink: 'https://acme.sentry.io/issues/4501/',
      count: 1284,
      userCount: 97,
      firstSeen: '2026-11-02T10:00:00.000Z',
      lastSeen: '2026-11-02T11:00:00.123Z',
      lifetime: { count: 9000, userCount: 400 },
      trend: { period: '24h', buckets: [[1760000000, 3]] },
      numComments: 0,
      assignee: { type: 'team', id: '12', name: 'checkout' },
      project: { instance: 'default', organization: 'acme', ...project },
    });
  });

  it('maps an issue of nothing but an id, where one project was asked for', () => {
    const asked = { projects: ['11'] };
    const issue = toSentryIssue({ id: '4501' }, context, asked);
    expect(JSON.parse(JSON.stringify(issue))).toEqual({
      id: '4501',
      title: 'Issue 4501',
      count: 0,
      permalink: 'https://acme.sentry.io/issues/4501/',
      project: {
        instance: 'default',
        organization: 'acme',
        id: '11',
        slug: '11',
        name: '11',
      },
    });
  });

  it('leaves out values that it does not know', () => {
    const issue = map({ level: 'awful', status: 'merged', priority: 'urgent' });
    expect(Object.keys(issue ?? {})).not.toEqual(
      expect.arrayContaining(['level']),
    );
    expect(issue).not.toHaveProperty('status');
    expect(issue).not.toHaveProperty('priority');
  });

  it.each([
    // eslint-disable-next-line no-script-url -- what must not get through
    'javascript:alert(1)',
    'data:text/html,x',
    '/issues/1',
    'https://a:b@x.example.com/',
    'https://sentry.example.com/[removed]/',
    '',
    null,
    undefined,
  ])('builds the link where Sentry sends %s', permalink =>
    expect(map({ permalink })?.permalink).toBe(
      'https://acme.sentry.io/issues/4501/',
    ),
  );

  it('has a title where all texts are blank', () => {
    expect(
      map({ title: ' ', culprit: '\n', metadata: { type: '\t', value: '' } }),
    ).toEqual({
      id: '4501',
      title: 'Issue 4501',
      count: 0,
      permalink: 'https://acme.sentry.io/issues/4501/',
      project: { instance: 'default', organization: 'acme', ...project },
    });
  });

  it.each(['', ' ', '..', 'data:text/html,1', 'SHOP WEB-1A', 'SHOP-\ud800'])(
    'has no short id that it could not be asked for by: %j',
    shortId => {
      expect(map({ shortId })).not.toHaveProperty('shortId');
    },
  );

  it.each([' ', '1e21', 2 ** 53, 1.5, -1, 'NaN'])(
    'does not take %j for a number of events',
    count => {
      expect(map({ lifetime: { count } })?.lifetime).not.toHaveProperty(
        'count',
      );
    },
  );

  it('takes the trend that there is where the one asked for is absent', () => {
    expect(map({ stats: { auto: [[1, 2]] } })?.trend?.period).toBe('auto');
    expect(map({ stats: {} })).not.toHaveProperty('trend');
  });

  it.each<[unknown, unknown]>([
    ['team:12', { type: 'team', id: '12', name: 'Team 12' }],
    ['user:3', { type: 'user', id: '3', name: 'User 3' }],
    ['3', { type: 'user', id: '3', name: 'User 3' }],
    ['ada@example.com', { type: 'user', id: 'unknown', name: 'User' }],
    [
      { type: 'user', id: '3', name: 'Ada' },
      { type: 'user', id: '3', name: 'Ada' },
    ],
    [
      { type: 'user', id: '3', name: 'ada@example.com' },
      { type: 'user', id: '3', name: 'User 3' },
    ],
    [
      { type: 'user', id: '3', name: 'Ada <ada@example.com>' },
      { type: 'user', id: '3', name: 'User 3' },
    ],
  ])(
    'names the assignee %j without an e-mail address',
    (assignedTo, assignee) => {
      expect(map({ assignedTo })?.assignee).toEqual(assignee);
    },
  );

  it('masks e-mail addresses in titles and messages, and leaves versions and addresses of machines', () => {
    const issue = map({
      title: 'No user ada@example.com in Tally.Desktop@4.12.0.1',
      metadata: { value: 'connect ECONNREFUSED 10.0.3.17:5432, v1.2.3.4' },
    });
    expect(issue?.title).toBe('No user [e-mail] in Tally.Desktop@4.12.0.1');
    expect(issue?.value).toBe('connect ECONNREFUSED 10.0.3.17:5432, v1.2.3.4');
  });

  it('shows no escape sequence of a terminal and no control of direction', () => {
    const text = '\u001b[31mNo \u202etotal\u001b[0m';
    const issue = map({
      title: text,
      culprit: text,
      metadata: { type: text, value: text },
    });
    expect(issue).toMatchObject({
      title: 'No total',
      culprit: 'No total',
      type: 'No total',
      value: 'No total',
    });
  });

  it('has the text of feedback, and not who gave it', () => {
    const issue = map({
      title: 'User Feedback',
      issueCategory: 'feedback',
      metadata: {
        message: 'The basket empties itself\nwhen I press back',
        ...{ name: 'Mina Sample', contact_email: 'mina@example.org' },
      },
    });
    expect(issue).toMatchObject({
      title: 'User Feedback',
      value: 'The basket empties itself\nwhen I press back',
      category: 'feedback',
    });
    expect(JSON.stringify(issue)).not.toMatch(/Mina|mina@/);
  });

  it('lets an e-mail address through in no field at all', () => {
    const address = 'ada@example.com';
    const issue = map({
      shortId: address,
      title: address,
      culprit: `/users/${encodeURIComponent(address)}`,
      permalink: `https://sentry.example.com/issues/1/?user=ada%40example.com`,
      level: address,
      status: address,
      substatus: address,
      priority: address,
      platform: address,
      issueCategory: address,
      metadata: { type: address, value: address, title: address },
      count: address,
      firstSeen: address,
      stats: { [address]: [[1, 2]] },
      assignedTo: { type: address, id: address, name: address },
      project: { id: '99', slug: 'other', name: address, platform: address },
    });
    expect(JSON.stringify(issue)).not.toMatch(/ada|example/);
  });

  it.each(['-5', 'NaN', '1e999', 'many'])('takes %j for no count', count => {
    const issue = map({ count, userCount: count, numComments: -1 });
    expect(issue).toMatchObject({ count: 0 });
    expect(issue).not.toHaveProperty('userCount');
    expect(map({ numComments: -1 })).not.toHaveProperty('numComments');
  });

  it('names the project, and returns no more of it than that', () => {
    const of = { instance: 'default', organization: 'acme' };
    const named = { ...project, platform: 'javascript' };
    expect(map({ project: named })?.project).toEqual({ ...of, ...project });
    expect(map({ project: { id: '12', slug: 'cart' } })?.project).toEqual({
      ...of,
      id: '12',
      slug: 'cart',
      name: 'cart',
    });
  });

  it('takes out what is plainly a credential, and leaves the word', () => {
    const bearer = `Bearer ${'ab12'.repeat(8)}`;
    expect(map({ title: `401 for ${bearer}` })?.title).toBe(
      '401 for Bearer [removed]',
    );
    expect(map({ title: 'Basic auth failed' })?.title).toBe(
      'Basic auth failed',
    );
    expect(map({ culprit: 'use sntryu_0123abc' })?.culprit).toBe(
      'use [removed]',
    );
  });

  it('cuts what is longer than Sentry writes', () => {
    const long = 'a'.repeat(1_000_000);
    const issue = map({
      title: long,
      metadata: { type: long, value: long },
      permalink: `https://sentry.example.com/${long}`,
      assignedTo: { type: 'user', id: '3', name: long },
      stats: { auto: Array.from({ length: 10_000 }, (_, at) => [at, 1]) },
    });
    expect(JSON.stringify(issue).length).toBeLessThan(20_000);
    expect(issue?.assignee?.name).toBe('User 3');
  });

  it.each([
    [{ reason: 0 }, true],
    [{}, true],
    [null, false],
    [undefined, undefined],
  ])(
    'tells by the inbox %j whether it is unreviewed: %s',
    (inbox, expected) => {
      expect(map({ inbox })?.isUnreviewed).toBe(expected);
    },
  );

  it('is undefined where Sentry does not name the project', () => {
    expect(map({ project: null })).toBeUndefined();
  });
});
