import type {
  SentryEvent,
  SentryIssueDetail,
  SentryReleaseRef,
  SentryStackFrame,
} from 'backstage-plugin-sentry-common';
import type { SentryAnswer } from 'backstage-plugin-sentry-node';
import {
  authorized,
  bodyOf,
  entityServices,
} from '../../__testUtils__/entityServices';
import {
  fakeClient,
  fakeSentry,
  rawIssue,
  shopWeb,
} from '../../__testUtils__/fakeSentry';
import { ConfigReader } from '@backstage/config';
import type { EntitySource } from '../../access/types';
import { SourceLinks, isOfRepository } from './sourceLinks';

const ours = { issueId: '5', projectId: '11' };
const latest: SentryEvent = {
  id: 'a'.repeat(32),
  title: 'No total',
  tags: [],
  contexts: [],
  exceptions: [],
  threads: [],
  breadcrumbs: [],
  errors: [],
  position: {},
};

async function show(of: Omit<SentryAnswer<'getIssueEvent'>, 'event'>) {
  const client = fakeClient([shopWeb], {
    issues: [rawIssue('5')],
    events: [{ event: latest, ...of }],
  });
  const { detail } = entityServices(fakeSentry(client));
  return bodyOf<SentryIssueDetail>(
    await detail.show(authorized('shop-web'), '5', {}),
  );
}

describe('the event of an issue', () => {
  it('is shown where Sentry says that it is of the issue and its project', async () => {
    const { event: shown, eventProblem } = await show(ours);
    expect([shown?.title, eventProblem]).toEqual(['No total', undefined]);
  });

  it.each([
    ['of another issue', { ...ours, issueId: '6' }],
    ['of another project', { ...ours, projectId: '12' }],
    ['of a project that Sentry does not name', { issueId: '5' }],
  ])('is not shown, being %s', async (_, of) => {
    const { issue, ...body } = await show(of);
    expect(issue.id).toBe('5');
    expect(body.event).toBeUndefined();
    expect(body.eventProblem).toMatchObject({ code: 'ISSUE_NOT_FOUND' });
  });
});

const commit = `${'c0ffee'.repeat(6)}c0ff`;
const main = 'https://github.com/acme/shop/tree/main/';
const links = new SourceLinks(
  new ConfigReader({
    integrations: {
      gitlab: [
        {
          host: 'gitlab.example.com',
          apiBaseUrl: 'https://gitlab.example.com/api/v4',
        },
      ],
      gitea: [{ host: 'gitea.example.com' }],
      bitbucketServer: [
        {
          host: 'bitbucket.example.com',
          apiBaseUrl: 'https://bitbucket.example.com/rest/api/1.0',
        },
      ],
    },
  }),
);

function link(
  frame: Partial<SentryStackFrame>,
  source: Partial<EntitySource> = {},
  at?: string | Partial<SentryReleaseRef>,
): string | undefined {
  const event: SentryEvent = {
    id: 'a'.repeat(32),
    title: 'E',
    tags: [],
    contexts: [],
    exceptions: [{ frames: [{ inApp: true, context: [], ...frame }] }],
    threads: [],
    breadcrumbs: [],
    errors: [],
    position: {},
    ...(at && {
      release: {
        version: '1',
        ...(typeof at === 'string' ? { commit: at } : at),
      },
    }),
  };
  return links.addTo(event, {
    location: main,
    roots: [],
    problems: [],
    ...source,
  }).exceptions[0].frames[0].sourceUrl;
}

describe('SourceLinks', () => {
  it('leads to the line at the commit of the release', () => {
    expect(link({ filename: 'src/order.ts', lineNo: 12 }, {}, commit)).toBe(
      `https://github.com/acme/shop/tree/${commit}/src/order.ts#L12`,
    );
  });

  it("leads to the branch where the release's newest commit is of another repository", () => {
    const frame = { filename: 'src/order.ts', lineNo: 12 };
    const at = (name: string) => ({
      commit,
      repository: { name, url: `https://github.com/${name}` },
    });
    expect(link(frame, {}, at('acme/shared'))).toBe(`${main}src/order.ts#L12`);
    expect(link(frame, {}, at('acme/shop'))).toBe(
      `https://github.com/acme/shop/tree/${commit}/src/order.ts#L12`,
    );
  });

  it('leads to the branch of the source where no commit is known', () => {
    expect(link({ filename: 'src/order.ts', lineNo: 12 })).toBe(
      `${main}src/order.ts#L12`,
    );
  });

  it.each([
    [
      'https://github.com/acme/shop',
      'https://github.com/acme/shop/tree/HEAD/a.ts#L3',
      `https://github.com/acme/shop/tree/${commit}/a.ts#L3`,
    ],
    [
      'https://github.com/acme/shop/blob/main/catalog-info.yaml',
      'https://github.com/acme/shop/tree/main/a.ts#L3',
      `https://github.com/acme/shop/tree/${commit}/a.ts#L3`,
    ],
    [
      'https://github.com/acme/shop/tree/main/packages/web/',
      'https://github.com/acme/shop/tree/main/packages/web/a.ts#L3',
      `https://github.com/acme/shop/tree/${commit}/packages/web/a.ts#L3`,
    ],
    [
      'https://gitlab.example.com/group/sub/shop/-/tree/main/web',
      'https://gitlab.example.com/group/sub/shop/-/tree/main/web/a.ts#L3',
      `https://gitlab.example.com/group/sub/shop/-/tree/${commit}/web/a.ts#L3`,
    ],
    [
      'https://bitbucket.org/acme/shop/src/main/',
      'https://bitbucket.org/acme/shop/src/main/a.ts#lines-3',
      `https://bitbucket.org/acme/shop/src/${commit}/a.ts#lines-3`,
    ],
    [
      'https://gitea.example.com/acme/shop/src/branch/main/',
      'https://gitea.example.com/acme/shop/src/branch/main/a.ts#L3',
      `https://gitea.example.com/acme/shop/src/commit/${commit}/a.ts#L3`,
    ],
    [
      'https://bitbucket.example.com/projects/A/repos/shop/browse?at=main',
      'https://bitbucket.example.com/projects/A/repos/shop/browse/a.ts?at=main#3',
      `https://bitbucket.example.com/projects/A/repos/shop/browse/a.ts?at=${commit}#3`,
    ],
    [
      'https://dev.azure.com/acme/p/_git/shop?path=%2Fweb&version=GBmain',
      'https://dev.azure.com/acme/p/_git/shop?path=%2Fweb%2Fa.ts&version=GBmain&line=3&lineEnd=4&lineStartColumn=1&lineEndColumn=1',
      `https://dev.azure.com/acme/p/_git/shop?path=%2Fweb%2Fa.ts&version=GBmain&line=3&lineEnd=4&lineStartColumn=1&lineEndColumn=1`,
    ],
  ])('knows the form of %s', (location, branch, pinned) => {
    const frame = { filename: './a.ts', lineNo: 3 };
    expect(link(frame, { location })).toBe(branch);
    expect(link(frame, { location }, commit)).toBe(pinned);
  });

  it.each([
    ['./src/a.ts', 'src/a.ts'],
    ['app:///src/a.ts', 'src/a.ts'],
    ['webpack:///./src/a.ts', 'src/a.ts'],
    ['webpack://shop/./src/a.ts', 'src/a.ts'],
    ['webpack-internal:///(rsc)/./src/a.ts', 'src/a.ts'],
    ['src\\checkout\\a.cs', 'src/checkout/a.cs'],
    ['pages/[id].tsx', 'pages/%5Bid%5D.tsx'],
    ['src/mit leer.ts', 'src/mit%20leer.ts'],
  ])('finds %s', (filename, path) => {
    expect(link({ filename })).toBe(`${main}${path}`);
  });

  it.each([
    '../../other/a.ts',
    'src/../../../other/a.ts',
    'webpack:///../a.ts',
    '..\\..\\a.cs',
    '%2e%2e/a.ts',
    'src/%2E%2E%2F%2E%2E/a.ts',
    '/app/src/a.ts',
    'C:\\app\\a.cs',
    'https://shop.example.com/a.js',
    '//evil.example.com/a.js',
    '~/static/a.js',
    'vbscript:a.js',
    'node:internal/process/task_queues.js',
    'node_modules/express/lib/router.js',
    'webpack/bootstrap',
    '<anonymous>',
    'native',
    './a.ts\u0000',
    'a.ts',
    '\ud800/a.ts',
    '',
  ])('gives no link for %j', filename => {
    expect(link({ filename })).toBeUndefined();
  });

  it.each([
    // As .NET, Apple's, Rust's, Dart's, Python's and Java's SDKs name files.
    ['LedgerController.cs', '/_/src/Tally.Web/Controllers/LedgerController.cs'],
    ['LedgerStore.cs', 'C:\\build\\tally\\src\\Tally.Core\\LedgerStore.cs'],
    ['CartView.swift', '/Users/ci/tally/ios/Tally/Cart/CartView.swift'],
    ['main.rs', '/home/ci/tally/crates/api/src/main.rs'],
    ['cart.dart', 'package:tally/src/cart.dart'],
    ['app.py', '/srv/tally/app.py'],
    ['Ledger.java', undefined],
    ['src/order.ts', '/app/dist/bundle.js'],
    ['core/order.py', '/srv/tally/hardcore/order.py'],
  ])('gives no link for %s, which was at %s', (filename, absPath) => {
    expect(link({ filename, absPath })).toBeUndefined();
    expect(
      link({ filename, absPath }, { roots: [{ from: '', to: 'src' }] }),
    ).toBeUndefined();
  });

  it.each([
    ['tally/ledger.py', '/srv/tally/tally/ledger.py', 'tally/ledger.py'],
    ['src/order.ts', 'https://shop.example.com/src/order.ts', 'src/order.ts'],
    ['./src/order.ts', 'webpack:///./src/order.ts', 'src/order.ts'],
    ['src\\a.cs', 'C:\\build\\src\\a.cs', 'src/a.cs'],
    ['./order.ts', 'app:///order.ts', 'order.ts'],
  ])('links %s, which was at %s', (filename, absPath, path) => {
    expect(link({ filename, absPath })).toBe(`${main}${path}`);
  });

  it.each([
    [{ from: '/_/', to: '/' }, '/_/src/Web/Order.cs', 'src/Web/Order.cs'],
    [
      { from: 'package:tally/', to: 'lib' },
      'package:tally/a.dart',
      'lib/a.dart',
    ],
  ])('finds a bare name by %j where its file was', (root, absPath, path) => {
    const filename = absPath.split('/').at(-1);
    expect(link({ filename, absPath }, { roots: [root] })).toBe(
      `${main}${path}`,
    );
  });

  it.each([
    ['packages/web/src/a.ts', `${main}packages/web/src/a.ts`],
    ['src/a.ts', `${main}packages/web/src/a.ts`],
    ['packages/api/src/a.ts', undefined],
  ])('knows whether %s is one from the root', (filename, url) => {
    expect(link({ filename }, { location: `${main}packages/web/` })).toBe(url);
  });

  it('gives no more links than an answer can hold', () => {
    const frame = {
      inApp: true,
      context: [],
      filename: `src/${'a'.repeat(200)}.ts`,
    };
    const event = links.addTo(
      {
        id: 'a'.repeat(32),
        title: 'E',
        tags: [],
        contexts: [],
        exceptions: [{ frames: Array.from({ length: 2_000 }, () => frame) }],
        threads: [],
        breadcrumbs: [],
        errors: [],
        position: {},
      },
      { location: main, roots: [], problems: [] },
    );
    const urls = event.exceptions[0].frames.flatMap(one => one.sourceUrl ?? []);
    expect(urls.length).toBeGreaterThan(100);
    expect(urls.join('').length).toBeLessThan(151_000);
  });

  it('gives no link for a library, a bundle, or where there is no source', () => {
    expect(link({ filename: './a.ts', inApp: false })).toBeUndefined();
    expect(link({ filename: './a.js', isMinified: true })).toBeUndefined();
    expect(
      link({ filename: './a.ts' }, { location: 'https://example.com/x/' }),
    ).toBeUndefined();
    expect(link({ function: 'f' })).toBeUndefined();
    expect(
      link({ filename: 'Order.java', module: 'com.acme.Order' }),
    ).toBeUndefined();
  });

  it.each([
    [
      [{ from: '/app', to: 'packages/web' }],
      { filename: '/app/src/a.ts' },
      'packages/web/src/a.ts',
    ],
    [
      [{ from: '/app', to: '' }],
      { filename: 'a.py', absPath: '/app/src/a.py' },
      'src/a.py',
    ],
    [
      [{ from: 'C:/app', to: 'src' }],
      { filename: 'C:\\app\\a.cs' },
      'src/a.cs',
    ],
    [
      [{ from: 'https://shop.example.com/', to: 'public' }],
      { filename: 'https://shop.example.com/a.js' },
      'public/a.js',
    ],
    [
      [{ from: 'webpack://shop/', to: 'web' }],
      { filename: 'webpack://shop/src/a.ts' },
      'web/src/a.ts',
    ],
    [
      [{ from: '', to: 'packages/web' }],
      { filename: './src/a.ts' },
      'packages/web/src/a.ts',
    ],
    [
      [{ from: '', to: 'src/main/java' }],
      { filename: 'Order.java', module: 'com.acme.Order' },
      'src/main/java/com/acme/Order.java',
    ],
  ])('maps with %j', (roots, frame, path) => {
    expect(link(frame, { roots })).toBe(`${main}${path}`);
  });

  it('takes a directory with a slash in front from the root of the repository', () => {
    const source = {
      location: `${main}packages/web/`,
      roots: [{ from: '/srv', to: '/libs/core' }],
    };
    expect(link({ filename: '/srv/a.py' }, source)).toBe(
      `${main}libs/core/a.py`,
    );
  });

  it.each([
    ['/app', '/application/a.ts'],
    ['/app', '/app/../../a.ts'],
  ])('does not take %s for the start of %s', (from, filename) => {
    expect(link({ filename }, { roots: [{ from, to: 'x' }] })).toBeUndefined();
  });

  it.each([
    ['https://ada:planted@github.com/acme/shop/tree/main/', `${main}src/a.ts`],
    ['https://:planted@github.com/acme/shop/tree/main/', `${main}src/a.ts`],
    [`${main}?token=planted#planted`, `${main}src/a.ts`],
    [
      'https://dev.azure.com/acme/p/_git/shop?path=/app&version=GBmain&token=planted',
      'https://dev.azure.com/acme/p/_git/shop?path=%2Fapp%2Fsrc%2Fa.ts&version=GBmain',
    ],
  ])('holds no more of %s than the place in the repository', (location, to) => {
    expect(link({ filename: 'src/a.ts' }, { location })).toBe(to);
  });

  it('names a file of Azure once encoded', () => {
    const location = 'https://dev.azure.com/acme/p/_git/shop?path=/';
    expect(link({ filename: 'src/@app/a&b=c.ts' }, { location })).toBe(
      'https://dev.azure.com/acme/p/_git/shop?path=%2Fsrc%2F%40app%2Fa%26b%3Dc.ts',
    );
  });
});

const github = 'https://github.com/acme/shop/tree/main/packages/web/';

describe('the repository of a commit', () => {
  it.each([
    [github, 'https://github.com/acme/shop'],
    [github, 'https://github.com/Acme/Shop.git/'],
    ['https://github.com/acme/shop', 'https://github.com/acme/shop'],
    [
      'https://gitlab.example.com/group/sub/shop/-/tree/main/',
      'https://gitlab.example.com/group/sub/shop',
    ],
    [
      'https://dev.azure.com/acme/p/_git/shop?path=/app',
      'https://dev.azure.com/acme/p/_git/shop',
    ],
    [
      'https://bitbucket.example.com/projects/A/repos/shop/browse/src',
      'https://bitbucket.example.com/projects/A/repos/shop/browse',
    ],
  ])('has %s, being %s', (location, url) => {
    expect(isOfRepository(location, { url })).toBe(true);
  });

  it.each([
    'https://github.com/acme/shop-api',
    'https://github.com/acme/sho',
    'https://github.com/acme/shop/tree/main/packages/api',
    'https://github.com/umbrella/shop',
    'https://gitlab.com/acme/shop',
    'https://github.com/',
  ])('does not have the entity, being %s', url => {
    expect(isOfRepository(github, { url, name: 'acme/shop' })).toBe(false);
  });

  it.each([
    [github, 'acme/shop'],
    ['https://gitlab.com/acme/shop/-/tree/main/', 'Acme / Shop'],
    ['https://bitbucket.example.com/projects/A/repos/shop/browse', 'A/shop'],
  ])('has %s by its name %s, where it has no address', (location, name) => {
    expect(isOfRepository(location, { name })).toBe(true);
  });

  it.each(['acme/shop-api', 'shop', 'organization-1', '', undefined])(
    'does not have the entity by the name %s',
    name => {
      expect(isOfRepository(github, { name })).toBe(false);
    },
  );
});
