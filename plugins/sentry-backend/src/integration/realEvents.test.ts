import type { JsonObject } from '@backstage/types';
import { startLoopback } from '../__testUtils__/startLoopback';
import { component, startPortal } from '../__testUtils__/startPortal';

const PROJECT = { id: '11', slug: 'tally', name: 'Tally', isMember: true };
const EVENT = '0123456789abcdef0123456789abcdef';
const MAIN = 'https://github.com/acme/tally/tree/main/';

/** An issue as lists have it, and its event as Sentry answers them. */
interface Told {
  issue: JsonObject;
  event: JsonObject;
}

let close: () => Promise<void> = async () => {};
afterEach(() => close());

/** What the portal shows of an issue of a Sentry that answers so. */
async function shown(
  told: (url: string) => Told,
  { sentry = {}, annotations = {} }: Record<string, JsonObject> = {},
) {
  const server = await startLoopback((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    const { issue, event } = told(server.url);
    const full = { id: '501', shortId: 'TALLY-1', project: PROJECT, ...issue };
    const answers: [path: RegExp, body: unknown][] = [
      [/\/organizations\/acme\/projects\/$/, [PROJECT]],
      [/\/projects\/acme\/tally\/$/, PROJECT],
      [/\/organizations\/acme\/issues\/$/, [full]],
      [/\/issues\/501\/$|\/issues\/TALLY-1\/$/, full],
      [
        /\/issues\/[\w-]+\/events\/\w+\/$/,
        { id: EVENT, groupID: '501', projectID: '11', ...event },
      ],
      [/\/tags\/$/, []],
    ];
    const body = answers.find(([path]) => path.test(pathname))?.[1];
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(body ?? { detail: 'Not found' }));
  });
  close = server.close;
  const portal = await startPortal({
    baseUrl: server.url,
    sentry: { instances: [], ...sentry },
    entities: [
      component('tally', 'tally', {
        'backstage.io/source-location': `url:${MAIN}`,
        ...(annotations as Record<string, string>), // of the tests below
      }),
    ],
  });
  const list = await portal.get('tally', 'issues');
  const detail = await portal.get('tally', 'issues/501');
  expect([list.status, detail.status]).toEqual([200, 200]);
  return {
    url: server.url,
    list: list.body,
    item: list.body.items[0],
    detail: detail.body,
    event: detail.body.event,
  };
}

const frame = (filename: string, absPath: string | null, more = {}) => ({
  filename,
  absPath,
  lineNo: 10,
  inApp: true,
  ...more,
});
const thrown = (...frames: JsonObject[]) => [
  {
    type: 'exception',
    data: { values: [{ type: 'E', value: 'v', stacktrace: { frames } }] },
  },
];

describe('what real programs send', () => {
  it('keeps versions of four numbers as they are, and two releases two', async () => {
    const release = (patch: number) => ({
      version: `Tally.Desktop@4.12.0.${patch}`,
      shortVersion: `4.12.0.${patch}`,
      versionInfo: { version: { raw: `4.12.0.${patch}` } },
    });
    const { detail, event } = await shown(() => ({
      issue: {
        title: 'InvalidOperationException: Ledger 4.12.0.1 is closed',
        firstRelease: release(1),
        lastRelease: release(2),
      },
      event: {
        title: 'InvalidOperationException: Ledger 4.12.0.1 is closed',
        release: release(2),
        dist: '4.12.0.2',
        tags: [
          { key: 'release', value: 'Tally.Desktop@4.12.0.2' },
          { key: 'os', value: 'Windows 10.0.22631' },
        ],
        contexts: { app: { app_version: '4.12.0.2' } },
        entries: thrown(
          frame('Ledger.cs', 'C:\\src\\Tally\\Ledger.cs', {
            package: 'Tally.Core, Version=4.12.0.2, Culture=neutral',
          }),
        ),
      },
    }));
    expect(detail.issue.title).toContain('Ledger 4.12.0.1 is closed');
    expect(detail.firstRelease).toMatchObject({
      version: 'Tally.Desktop@4.12.0.1',
      shortVersion: '4.12.0.1',
    });
    expect(detail.lastRelease.version).toBe('Tally.Desktop@4.12.0.2');
    expect(event).toMatchObject({
      dist: '4.12.0.2',
      tags: [
        { key: 'release', value: 'Tally.Desktop@4.12.0.2' },
        { key: 'os', value: 'Windows 10.0.22631' },
      ],
      contexts: [{ name: 'app', facts: [['app_version', '4.12.0.2']] }],
    });
    expect(event.exceptions[0].frames[0].packageName).toBe(
      'Tally.Core, Version=4.12.0.2, Culture=neutral',
    );
  });

  it('shows the text of feedback in the list, and leads to its page in Sentry', async () => {
    const path =
      '/organizations/acme/feedback/?feedbackSlug=tally%3A501&project=11';
    const { url, item, event } = await shown(server => ({
      issue: {
        title: 'User Feedback',
        type: 'feedback',
        issueCategory: 'feedback',
        permalink: `${server}${path}`,
        metadata: {
          message: 'The basket empties itself\nwhen I press back',
          name: 'Mina Sample',
          contact_email: 'mina@example.org',
        },
      },
      event: { title: 'User Feedback', message: 'The basket empties itself' },
    }));
    expect(item).toMatchObject({
      title: 'User Feedback',
      value: 'The basket empties itself\nwhen I press back',
      permalink: `${url}${path}`,
    });
    expect(event).toMatchObject({
      message: 'The basket empties itself',
      link: `${url}${path}`,
    });
    expect(JSON.stringify([item, event])).not.toMatch(/Mina|mina@/);
  });

  it('links only the frames that say in which directory their file is', async () => {
    const { event } = await shown(() => ({
      issue: { title: 'E: v' },
      event: {
        entries: thrown(
          frame('Ledger.java', null, { module: 'com.acme.tally.Ledger' }),
          frame('main.rs', '/home/ci/tally/crates/api/src/main.rs'),
          frame('Cart.swift', '/Users/ci/tally/ios/Tally/Cart/Cart.swift'),
          frame('LedgerController.cs', '/_/src/Web/LedgerController.cs'),
          frame('tally/ledger.py', '/srv/tally/tally/ledger.py'),
        ),
      },
    }));
    const { frames } = event.exceptions[0];
    expect(
      frames.map(({ sourceUrl }: { sourceUrl?: string }) => sourceUrl),
    ).toEqual([`${MAIN}tally/ledger.py#L10`, ...Array(4).fill(undefined)]);
  });

  it('has the image and the address of a native frame without symbol and line', async () => {
    const { event } = await shown(() => ({
      issue: { title: 'SIGSEGV' },
      event: {
        entries: thrown({
          package: '/usr/lib/libshop.so',
          instructionAddr: '0x7f3a10c2',
          lineNo: 0,
        }),
      },
    }));
    expect(event.exceptions[0].frames).toEqual([
      {
        packageName: '/usr/lib/libshop.so',
        address: '0x7f3a10c2',
        inApp: false,
        context: [],
      },
    ]);
  });

  it('has the message of an event that is nothing else', async () => {
    const { event } = await shown(() => ({
      issue: { title: 'Out of stock' },
      event: {
        title: 'Out of stock',
        entries: [{ type: 'message', data: { formatted: 'Out of stock' } }],
      },
    }));
    expect(event).toMatchObject({ message: 'Out of stock', exceptions: [] });
  });

  it.each([undefined, null, '/issues/501/', 'http://:9000'])(
    'builds the links that Sentry does not give: %j',
    async permalink => {
      const { url, item, detail, event } = await shown(() => ({
        issue: { title: 'E', ...(permalink !== undefined && { permalink }) },
        event: { title: 'E' },
      }));
      const link = `${url}/organizations/acme/issues/501/`;
      expect(item.permalink).toBe(link);
      expect(detail.links.sentry).toBe(link);
      expect(event.link).toBe(`${link}events/${EVENT}/`);
    },
  );

  it('leads browsers to publicUrl, wherever a link is', async () => {
    const publicUrl = 'https://sentry.acme.com/s';
    const { url, list, item, detail, event } = await shown(
      server => ({
        issue: {
          title: 'E',
          permalink: `${server}/organizations/acme/issues/501/`,
          firstRelease: { version: 'tally@1.0' },
        },
        event: { title: 'E', release: { version: 'tally@1.0' } },
      }),
      { sentry: { publicUrl } },
    );
    const link = `${publicUrl}/organizations/acme/issues/501/`;
    expect(item.permalink).toBe(link);
    expect(event.link).toBe(`${link}events/${EVENT}/`);
    expect(event.release.link).toBe(
      `${publicUrl}/organizations/acme/releases/tally%401.0/`,
    );
    expect(list.links.sentry).toMatch(
      /^https:\/\/sentry\.acme\.com\/s\/organizations\/acme\/issues\/\?/,
    );
    expect(JSON.stringify([list, detail])).not.toContain(url);
  });

  it('leads to the login page at publicUrl', async () => {
    const server = await startLoopback((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      const extra = { loginUrl: '/auth/login/acme/' };
      const detail = { code: 'sso-required', message: 'SSO', extra };
      response.end(JSON.stringify({ detail }));
    });
    close = server.close;
    const portal = await startPortal({
      baseUrl: server.url,
      sentry: { instances: [], publicUrl: 'https://sentry.acme.com' },
      entities: [component('tally', 'tally')],
    });
    const { text } = await portal.get('tally', 'issues');
    expect(text).toContain('https://sentry.acme.com/auth/login/acme/');
  });
});
