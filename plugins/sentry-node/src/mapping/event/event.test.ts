import type { RawEvent } from './types';
import { sentryLinks } from '../links';
import { toSentryEvent } from './event';

const id = '0123456789abcdef0123456789abcdef';
const context = {
  baseUrl: 'https://sentry.example.com',
  organization: 'acme',
  issueLink: 'https://sentry.example.com/organizations/acme/issues/1/',
};
const map = (raw: Partial<RawEvent>) => toSentryEvent({ id, ...raw }, context);
const entry = (type: string, data: unknown) => ({ entries: [{ type, data }] });
const frames = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    function: `call ${index}`,
    context: [[1, 'x']],
  }));

describe('toSentryEvent', () => {
  it('has every list, and nothing more, for an event that says nothing', () => {
    expect(map({})).toEqual({
      id,
      title: 'Event 01234567',
      tags: [],
      contexts: [],
      exceptions: [],
      threads: [],
      breadcrumbs: [],
      errors: [],
      position: {},
    });
  });

  it.each([
    ['null', null],
    ['text', 'text'],
    ['number', 7],
    ['list', [null, 3, 'x', [], {}]],
    ['object', { values: 'x', frames: 3 }],
    ['list in values', { values: [null, 3, 'x', [], { stacktrace: 3 }] }],
    ['odd frames', { values: [{ stacktrace: { frames: [null, 'x', 4] } }] }],
    [
      'odd fields of frames',
      {
        values: [
          {
            stacktrace: {
              frames: [
                {
                  lineNo: 'x',
                  colNo: {},
                  inApp: 'yes',
                  context: [null, [null, null], ['3', 4], 'x'],
                  vars: 3,
                },
              ],
              framesOmitted: 'x',
            },
          },
        ],
      },
    ],
  ])('reads an event with %s in every place', (_, odd) => {
    const types = [
      'exception',
      'threads',
      'stacktrace',
      'template',
      'breadcrumbs',
      'request',
      'message',
      'csp',
      'nonsense',
    ];
    const fields = Object.fromEntries(
      [
        'title',
        'message',
        'culprit',
        'tags',
        'contexts',
        'context',
        'sdk',
        'errors',
        'release',
        'occurrence',
        'user',
        'dateCreated',
        'previousEventID',
      ].map(name => [name, odd]),
    );
    const event = map({
      ...fields,
      entries: [odd, ...types.map(type => ({ type, data: odd }))],
    });
    expect(event.id).toBe(id);
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
    expect(map({ ...fields, entries: odd }).exceptions).toEqual([]);
  });

  it('shows the outermost exception and the newest frame first', () => {
    const { exceptions } = map(
      entry('exception', {
        values: [
          { type: 'CauseError', stacktrace: { frames: frames(2) } },
          { type: 'OuterError', stacktrace: null },
        ],
      }),
    );
    expect(exceptions.map(({ type }) => type)).toEqual([
      'OuterError',
      'CauseError',
    ]);
    expect(exceptions[1].frames.map(frame => frame.function)).toEqual([
      'call 1',
      'call 0',
    ]);
    expect(exceptions[0].frames).toEqual([]);
  });

  it('reads the one exception that some events have in `value`', () => {
    expect(
      map(entry('exception', { value: { type: 'E' } })).exceptions,
    ).toMatchObject([{ type: 'E' }]);
  });

  it('leaves out the middle of a very long stack, and says how much', () => {
    const [exception] = map(
      entry('exception', {
        values: [{ stacktrace: { frames: frames(1_000) } }],
      }),
    ).exceptions;
    expect(exception.frames).toHaveLength(100);
    expect(exception.framesOmitted).toEqual({ before: 60, count: 900 });
    expect(exception.frames[59].function).toBe('call 940');
    expect(exception.frames[60].function).toBe('call 39');
  });

  it('says how many frames Sentry itself left out, and where', () => {
    const [exception] = map(
      entry('exception', {
        values: [
          { stacktrace: { frames: frames(10), framesOmitted: [4, 54] } },
        ],
      }),
    ).exceptions;
    expect(exception.framesOmitted).toEqual({ before: 6, count: 50 });
  });

  it('gives the source of the first frames of a very long chain alone', () => {
    const values = Array.from({ length: 25 }, () => ({
      stacktrace: { frames: frames(60) },
    }));
    const { exceptions, exceptionsOmitted } = map(
      entry('exception', { values }),
    );
    const withSource = exceptions
      .flatMap(one => one.frames)
      .filter(frame => frame.context.length);
    expect([exceptions.length, exceptionsOmitted]).toEqual([20, 5]);
    expect(withSource).toHaveLength(100);
  });

  it('cuts lines of minified code, and says that it is', () => {
    const [{ frames: all }] = map(
      entry('exception', {
        values: [
          {
            stacktrace: {
              frames: [
                { filename: 'app.js', context: [[1, 'x'.repeat(5_000)]] },
                { filename: 'lib.min.js?v=2' },
                { filename: 'src/order.ts', colNo: 7, context: [[1, '']] },
              ],
            },
          },
        ],
      }),
    ).exceptions;
    expect(all.map(({ isMinified }) => isMinified)).toEqual([
      undefined,
      true,
      true,
    ]);
    expect(all[2].context[0][1]).toHaveLength(301);
    expect(all[0].context).toEqual([[1, '']]);
  });

  it('leaves code as it is, but for credentials and addresses in it', () => {
    const lines = [
      [1, 'login(token=token)'],
      [2, "connect('https://app:hunter2@db.example.com')"],
      [3, "mail('ada@example.com')"],
    ];
    const [{ frames: found }] = map(
      entry('exception', {
        values: [{ stacktrace: { frames: [{ context: lines }] } }],
      }),
    ).exceptions;
    expect(found[0].context).toEqual([
      [1, 'login(token=token)'],
      [2, "connect('https://db.example.com')"],
      [3, "mail('[e-mail]')"],
    ]);
  });

  it('keeps the newest breadcrumbs, in their order', () => {
    const values = Array.from({ length: 130 }, (_, index) => ({
      message: `step ${index}`,
      timestamp: 1_760_000_000 + index,
    }));
    const event = map(entry('breadcrumbs', { values }));
    expect(event.breadcrumbs).toHaveLength(100);
    expect(event.breadcrumbs[0]).toEqual({
      message: 'step 30',
      timestamp: '2025-10-09T08:53:50.000Z',
    });
    expect(event.breadcrumbsOmitted).toBe(30);
  });

  it('has the message of an event that has nothing else', () => {
    const logged = entry('message', {
      formatted: 'Out of stock',
      message: '%s',
    });
    expect(map({ title: 'Out of stock', ...logged }).message).toBe(
      'Out of stock',
    );
    expect(map({ title: 'Stock', ...logged }).message).toBe('Out of stock');
    expect(map({ title: 'Stock', message: 'Out' }).message).toBe('Out');
  });

  it('does not repeat the title of an exception as a message', () => {
    const thrown = entry('exception', { values: [{ type: 'E' }] });
    const event = { title: 'E: no total', ...thrown };
    expect(map({ ...event, message: 'E: no total' }).message).toBeUndefined();
    expect(map({ ...event, message: 'Order 7' }).message).toBe('Order 7');
  });

  it('has the address and the image of a native frame, and no line 0', () => {
    const frame = {
      package: '/usr/lib/libshop.so',
      instructionAddr: '0x7f3a10c2',
      lineNo: 0,
      colNo: 0,
    };
    const [exception] = map(
      entry('exception', {
        values: [
          {
            stacktrace: { frames: [frame, { instructionAddr: 'somewhere' }] },
          },
        ],
      }),
    ).exceptions;
    expect(exception.frames).toEqual([
      { inApp: false, context: [] },
      {
        inApp: false,
        context: [],
        packageName: '/usr/lib/libshop.so',
        address: '0x7f3a10c2',
      },
    ]);
  });

  it.each([
    [
      'https://sentry.example.com/organizations/acme/issues/1/',
      `https://sentry.example.com/organizations/acme/issues/1/events/${id}/`,
    ],
    [
      'https://sentry.example.com/organizations/acme/issues/1?project=11',
      `https://sentry.example.com/organizations/acme/issues/1/events/${id}/?project=11`,
    ],
    [
      'https://sentry.example.com/organizations/acme/feedback/?feedbackSlug=p-one%3A501&project=11',
      'https://sentry.example.com/organizations/acme/feedback/?feedbackSlug=p-one%3A501&project=11',
    ],
  ])('is found in Sentry below %s', (issueLink, link) => {
    expect(sentryLinks.event(issueLink, id)).toBe(link);
  });

  it('returns what a browser reported, without queries', () => {
    expect(
      map(
        entry('csp', {
          effective_directive: 'script-src',
          blocked_uri: 'https://cdn.example.com/x.js?user=ada',
          document_uri: 'https://shop.example.com/pay?token=abc',
          line_number: 3,
          script_sample: 'secret',
        }),
      ).csp,
    ).toEqual({
      directive: 'script-src',
      blockedUri: 'https://cdn.example.com/x.js',
      documentUri: 'https://shop.example.com/pay',
      lineNo: 3,
    });
  });

  it.each([
    [
      '  https://ada:pw@cdn.example.com/x.js?t=abc#frag\n',
      'https://cdn.example.com/x.js',
    ],
    ['data:text/plain,secret', 'data'],
    ['BLOB:https://shop.example.com/abc', 'blob'],
    ['inline', 'inline'],
  ])(
    'tells what was blocked without what may be secret: %s',
    (uri, expected) => {
      const event = map({
        ...entry('csp', {
          violated_directive:
            " script-src 'self' https://cdn.example.com/?t=abc",
          blocked_uri: uri,
        }),
        tags: [{ key: 'blocked-uri', value: uri }],
      });
      expect(event.csp).toEqual({
        directive: 'script-src',
        blockedUri: expected,
      });
      expect(event.tags).toEqual([{ key: 'blocked-uri', value: expected }]);
    },
  );

  it.each([
    [[], undefined],
    [[{ type: 'E' }], undefined],
    [[{ mechanism: { type: 'generic' } }], undefined],
    [[{ mechanism: { handled: true } }], true],
    [
      [{ mechanism: { handled: true } }, { mechanism: { handled: false } }],
      false,
    ],
    [[{ mechanism: { handled: true } }, { type: 'E' }], true],
  ])(
    'says what was handled only where a mechanism does: %j',
    (values, expected) => {
      expect(map(entry('exception', { values })).isHandled).toBe(expected);
    },
  );

  it('says of a report of a browser no more than its level', () => {
    const event = map({
      ...entry('csp', { effective_directive: 'script-src' }),
      type: 'csp',
      tags: [{ key: 'level', value: 'error' }],
    });
    expect(event).toMatchObject({ type: 'csp', level: 'error' });
    expect(event).not.toHaveProperty('isHandled');
  });

  it('returns the evidence of what Sentry found by itself', () => {
    expect(
      map({
        occurrence: {
          issueTitle: 'N+1 Query',
          subtitle: 'SELECT',
          evidenceData: { secret: 'x' },
          evidenceDisplay: [
            { name: 'Transaction', value: '/pay', important: true },
            { name: 'Nothing', value: null },
          ],
        },
      }).occurrence,
    ).toEqual({
      title: 'N+1 Query',
      subtitle: 'SELECT',
      evidence: [{ name: 'Transaction', value: '/pay', important: true }],
    });
  });

  it('puts the crashed thread first, and those without frames nowhere', () => {
    const { threads } = map(
      entry('threads', {
        values: [
          { id: 1, name: 'main', stacktrace: { frames: frames(1) } },
          { id: 2, stacktrace: null },
          { id: 3, crashed: true, stacktrace: { frames: frames(1) } },
        ],
      }),
    );
    expect(threads.map(thread => thread.id)).toEqual(['3', '1']);
  });

  it('reads a bare stack trace as a thread', () => {
    expect(
      map(entry('stacktrace', { frames: frames(1) })).threads,
    ).toMatchObject([{ crashed: true, frames: [{ function: 'call 0' }] }]);
  });

  it.each([
    [
      {
        version: 'shop@2.4.0',
        lastCommit: { id: 'abcdef1234', repository: { name: 'acme/shop' } },
      },
      'abcdef1234',
    ],
    // Of whichever repository that may be.
    [{ version: 'shop@2.4.0', lastCommit: { id: 'abcdef1234' } }, undefined],
    [
      {
        version: 'f'.repeat(40),
        lastCommit: { id: 'abcdef1234', repository: {} },
      },
      'f'.repeat(40),
    ],
    [{ version: 'f'.repeat(40) }, 'f'.repeat(40)],
    [{ version: `shop@${'f'.repeat(40)}` }, 'f'.repeat(40)],
    [{ version: 'shop@2.4.0', lastCommit: { id: '../../x' } }, undefined],
  ])('knows the commit of the release %j', (release, commit) => {
    expect(map({ release }).release).toMatchObject({
      version: release.version,
      link: `https://sentry.example.com/organizations/acme/releases/${encodeURIComponent(release.version)}/`,
    });
    expect(map({ release }).release?.commit).toBe(commit);
  });

  it('knows of which repository the commit of a release is', () => {
    const repository = {
      id: '7',
      name: 'acme/shop',
      url: 'https://github.com/acme/shop',
      provider: { id: 'integrations:github', name: 'GitHub' },
    };
    const lastCommit = { id: 'abcdef1234', repository };
    const version = 'shop@2.4.0';
    expect(map({ release: { version, lastCommit } }).release).toMatchObject({
      repository: { name: 'acme/shop', url: 'https://github.com/acme/shop' },
    });
    const hidden = { ...repository, url: 'https://ada:key@example.com/shop' };
    expect(
      map({
        release: { version, lastCommit: { ...lastCommit, repository: hidden } },
      }).release?.repository,
    ).toEqual({ name: 'acme/shop' });
    expect(
      map({ release: { version: 'f'.repeat(40) } }).release,
    ).not.toHaveProperty('repository');
  });

  it('masks what else ends in a name, a path of an address, and names of opted-in fields', () => {
    const address = 'mina@example.org';
    const keys = ['sender_name', 'authorName', 'http.path', 'conversion_note'];
    const { tags, extra } = toSentryEvent(
      {
        id,
        tags: keys.map(key => ({ key, value: `/of/${address}` })),
        context: { [address]: 3 },
      },
      context,
      ['extra'],
    );
    expect(tags.map(({ key }) => key)).toEqual(keys);
    expect(extra).toHaveLength(1);
    expect(JSON.stringify([tags, extra])).not.toContain(address);
  });

  it('leaves versions, ids and names of files and hosts as they are', () => {
    const version = 'Tally.Desktop@4.12.0.2';
    const tags = [
      { key: 'release', value: version },
      { key: 'dist', value: '4.12.0.2' },
      { key: 'server_name', value: 'web@rack-2.example.com' },
      { key: 'app.version', value: 'app@next.beta' },
      { key: 'os', value: 'Windows 10.0.22631' },
      { key: 'runtime', value: '.NET Framework 4.8.1' },
    ];
    const event = map({
      release: { version, shortVersion: '4.12.0.2' },
      dist: '4.12.0.2',
      environment: 'web@staging.example',
      sdk: { name: 'sentry.dotnet', version: '5.16.1.0' },
      tags,
      contexts: {
        app: { app_name: 'Tally', app_version: '4.12.0.2' },
        runtime: { name: '.NET', version: '8.0.0.1' },
      },
      ...entry('exception', {
        values: [
          {
            module: 'web@next.beta',
            stacktrace: {
              frames: [
                {
                  filename: 'assets/cart@example.com/icon@2x.png',
                  package:
                    'Tally.Core, Version=4.12.0.2, Culture=neutral, PublicKeyToken=null',
                },
              ],
            },
          },
        ],
      }),
    });
    expect(event).toMatchObject({
      release: { version, shortVersion: '4.12.0.2' },
      dist: '4.12.0.2',
      environment: 'web@staging.example',
      sdk: { version: '5.16.1.0' },
      tags,
      exceptions: [
        {
          module: 'web@next.beta',
          frames: [
            {
              filename: 'assets/cart@example.com/icon@2x.png',
              packageName:
                'Tally.Core, Version=4.12.0.2, Culture=neutral, PublicKeyToken=null',
            },
          ],
        },
      ],
    });
    expect(event.contexts).toEqual([
      {
        name: 'runtime',
        facts: [
          ['name', '.NET'],
          ['version', '8.0.0.1'],
        ],
      },
      {
        name: 'app',
        facts: [
          ['app_name', 'Tally'],
          ['app_version', '4.12.0.2'],
        ],
      },
    ]);
  });

  it('shows no escape sequence of a terminal and no control of direction', () => {
    const text = '\u001b[31mNo \u202etotal\u001b[0m';
    const event = map({
      title: text,
      culprit: text,
      tags: [
        { key: text, value: text },
        { key: 'release', value: text },
      ],
      entries: [
        { type: 'message', data: { formatted: `${text}!` } },
        { type: 'breadcrumbs', data: { values: [{ message: text }] } },
        {
          type: 'exception',
          data: {
            values: [
              {
                type: text,
                value: text,
                stacktrace: {
                  frames: [
                    { filename: text, function: text, context: [[1, text]] },
                  ],
                },
              },
            ],
          },
        },
      ],
    });
    expect(event.title).toBe('No total');
    expect(JSON.stringify(event)).not.toMatch(/\\u001b|\[31m|\u202e/);
  });

  it('says in words what Sentry could not do, once', () => {
    const error = {
      type: 'native_missing_dsym',
      data: { image_path: '/a.so' },
    };
    expect(
      map({ errors: [error, error, { type: 'brand_new_kind' }, {}] }).errors,
    ).toEqual(['A debug file is missing: /a.so', 'brand new kind']);
  });

  it('leads to the events before and after', () => {
    expect(
      map({ previousEventID: 'A'.repeat(32), nextEventID: '../x' }).position,
    ).toEqual({ previous: 'a'.repeat(32) });
  });
});
