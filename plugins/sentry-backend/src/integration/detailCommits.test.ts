import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const file = 'plugins/sentry-backend/src/integration/detailCommits.test.ts';
const author = { name: 'Ada Park', email: 'ada@example.com' };
const integrated = (name: string) => ({
  name,
  url: `https://github.com/${name}`,
  provider: 'integrations:github',
});
const commits = [
  {
    id: 'c'.repeat(40),
    message: 'Add up\n\nOf old',
    repository: integrated('acme/shop'),
    pullRequest: {
      id: '7',
      title: 'Add up',
      url: 'https://github.com/acme/shop/pull/7',
    },
  },
  {
    id: 'd'.repeat(40),
    message: 'By hand',
    repository: 'acme/shop',
    pullRequest: {
      id: '8',
      title: 'By hand',
      url: 'https://github.com/acme/shop/pull/8',
    },
  },
  { id: 'e'.repeat(40), message: 'Untold', repository: 'acme/shop' },
].map((commit, index) => ({
  ...commit,
  author,
  timestamp: Date.now() - (index + 1) * 60_000,
  files: [file],
}));

const emulator = useEmulator(async sentry => {
  sentry.addRelease('acme', {
    version: 'shop@1.0.0',
    projects: ['shop-web'],
    commits,
  });
  sentry.addRelease('acme', {
    version: 'shop@2.0.0',
    projects: ['shop-web'],
    commits: [
      {
        ...commits[0],
        id: 'f'.repeat(40),
        repository: integrated('acme/shared'),
      },
    ],
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: ['shop@1.0.0', 'shop@2.0.0'].map(release => ({
      error: new TypeError(release),
      fingerprint: [release],
      release,
    })),
  });
});

async function detailOf(title: string) {
  const portal = await startPortal({
    emulator: emulator(),
    entities: [
      component('web', 'shop-web', {
        'backstage.io/source-location':
          'url:https://github.com/acme/shop/tree/main/',
        'sentry.io/source-root': `${process.cwd().replace(/\/plugins\/.*$/, '')}=>/`,
      }),
    ],
  });
  const list = await portal.get('web', 'issues?query=');
  const { id } = list.body.items.find((issue: { value: string }) =>
    issue.value.includes(title),
  );
  const { body } = await portal.get('web', `issues/${id}`);
  return body;
}

describe('the commits that Sentry holds responsible', () => {
  it('lead to their pages, or to the pull request where only that has one', async () => {
    const { suspectCommits, problems } = await detailOf('shop@1.0.0');
    expect(problems).toEqual([]);
    expect(suspectCommits).toMatchObject([
      {
        id: 'c'.repeat(40),
        message: 'Add up',
        authorName: 'Ada Park',
        url: `https://github.com/acme/shop/commit/${'c'.repeat(40)}`,
      },
      { id: 'd'.repeat(40), url: 'https://github.com/acme/shop/pull/8' },
      { id: 'e'.repeat(40), message: 'Untold' },
    ]);
    expect(suspectCommits[2]).not.toHaveProperty('url');
  });
});

describe('a link to the source of a frame', () => {
  it("is of the release's newest commit where that is of the component's repository", async () => {
    const { event } = await detailOf('shop@1.0.0');
    expect(event.exceptions[0].frames[0].sourceUrl).toMatch(
      `https://github.com/acme/shop/tree/${'c'.repeat(40)}/`,
    );
  });

  it('is of the branch where the newest commit is of another repository', async () => {
    const { event } = await detailOf('shop@2.0.0');
    expect(event.release).toMatchObject({
      commit: 'f'.repeat(40),
      repository: { name: 'acme/shared' },
    });
    expect(event.exceptions[0].frames[0].sourceUrl).toMatch(
      'https://github.com/acme/shop/tree/main/',
    );
  });
});
