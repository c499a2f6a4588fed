import { nextCursor } from './read';
import {
  sendJson,
  startLoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient } from '../../__testUtils__/testClient';
import { allowLoopbackFetch } from '../../testUtils';

const link = (rel: string, results: string, cursor: string) =>
  `<https://sentry.example.com/api/0/x/?&cursor=${cursor}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;

describe('nextCursor', () => {
  it('is the cursor of the next page', () => {
    const header = `${link('previous', 'false', '0:0:1')}, ${link('next', 'true', '0:100:0')}`;
    expect(nextCursor(header)).toBe('0:100:0');
  });

  it('is absent on the last page, where Sentry names a next one without results', () => {
    const header = `${link('previous', 'true', '0:0:1')}, ${link('next', 'false', '0:100:0')}`;
    expect(nextCursor(header)).toBeUndefined();
  });

  it.each([null, '', 'nonsense', '<https://sentry.example.com>'])(
    'is absent for the header %j',
    header => expect(nextCursor(header)).toBeUndefined(),
  );

  it.each(['a b', '<script>', '0'.repeat(501), ''])(
    'is absent where it is like no cursor: %j',
    cursor => expect(nextCursor(link('next', 'true', cursor))).toBeUndefined(),
  );

  it('takes time in proportion to the length of the header, whatever is in it', () => {
    const timeOf = (length: number) => {
      const header = '<'.repeat(length);
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        nextCursor(header);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    timeOf(1_000);
    // Four times the length takes sixteen times as long where it takes its square.
    expect(timeOf(80_000) / timeOf(20_000)).toBeLessThan(10);
  });

  it('is found where results come before rel, and in a header written as a Python set', () => {
    expect(
      nextCursor(
        `{'<https://glitchtip.example.com/?cursor=bz0x>; rel="next"; results="true"; cursor="bz0x", <https://glitchtip.example.com/>; rel="previous"; results="false"'}`,
      ),
    ).toBe('bz0x');
    expect(
      nextCursor(
        '<https://x.example.com>; results="true"; cursor="c"; rel="next"',
      ),
    ).toBe('c');
  });
});

const EVENT = 'a'.repeat(32);
const COMMIT = 'c0ffee'.repeat(6);

/** What servers of other ages and kinds answer, over HTTP. */
describe('an answer with odd parts', () => {
  allowLoopbackFetch();

  let close: () => Promise<void> = async () => {};
  afterEach(() => close());

  async function clientOf(body: unknown) {
    const server = await startLoopbackServer((_request, response) =>
      sendJson(response, body),
    );
    close = server.close;
    return createTestClient({ baseUrl: server.url }).client;
  }
  const releases = async (...body: unknown[]) =>
    (await clientOf(body)).listReleases('acme', { project: ['11'] });
  const tags = async (...body: unknown[]) =>
    (await clientOf(body)).getIssueTags('acme', '1');
  const committers = async (body: unknown) =>
    (await clientOf(body)).getEventCommitters('acme', 'shop', EVENT);
  const issue = async (fields: object) =>
    (await clientOf({ id: '1', project: { id: 11 }, ...fields })).getIssue(
      'acme',
      '1',
    );

  it.each([[[{}]], [[null, 1, 'odd']], [[[[]]]]])(
    'is no list of nothing where no entry can be read: %j',
    async body => {
      const client = await clientOf(body);
      await expect(
        client.listIssues('acme', { project: ['11'], query: '' }),
      ).rejects.toMatchObject({ code: 'UPSTREAM_UNEXPECTED' });
    },
  );

  it('is a list of nothing where there is no entry', async () => {
    const client = await clientOf([]);
    await expect(
      client.listIssues('acme', { project: ['11'], query: '' }),
    ).resolves.toMatchObject({ items: [] });
  });

  it('gives releases, their numbers as text, without their authors', async () => {
    const told = {
      id: 7,
      version: 'shop@2.4.0',
      shortVersion: '2.4.0',
      versionInfo: { version: { raw: '2.4.0', major: 2 } },
      ref: COMMIT,
      dateReleased: null,
      newGroups: 3,
      authors: [{ name: 'Ada Park', email: 'ada@example.com' }],
      lastCommit: {
        id: COMMIT,
        author: { email: 'ada@example.com' },
        repository: { name: 'acme/shop', provider: { id: 'github' } },
      },
      projects: [{ id: 11, slug: 'shop', newGroups: 2, platform: 'node' }],
    };
    const [release, ...others] = await releases(
      told,
      { version: null },
      'odd',
      null,
    );
    expect(others).toEqual([]);
    expect(release).toEqual({
      version: 'shop@2.4.0',
      shortVersion: '2.4.0',
      commit: COMMIT,
      repository: { name: 'acme/shop' },
      link: expect.stringContaining('/releases/shop%402.4.0/'),
      instance: 'default',
      organization: 'acme',
      projects: ['shop'],
      newIssues: 2,
    });
  });

  it('keeps a project of a release that it can not read, as one that is another', async () => {
    const [release] = await releases({
      version: '1',
      newGroups: 3,
      projects: [{ id: {} }, 'odd', { id: '11' }],
      lastCommit: 'odd',
      versionInfo: [],
    });
    expect(release).toMatchObject({ version: '1', projects: ['11'] });
    expect(release).not.toHaveProperty('newIssues');
  });

  it('returns a release once that Sentry lists twice', async () => {
    expect(
      await releases({ version: '2' }, { version: '1' }, { version: '2' }),
    ).toMatchObject([{ version: '2' }, { version: '1' }]);
  });

  it('gives tags with their values, without one that is empty', async () => {
    expect(
      await tags(
        {
          key: 'browser',
          name: 'Browser',
          totalValues: 4,
          uniqueValues: 2,
          topValues: [
            { value: 'Firefox', count: 3, lastSeen: '2026-11-01T00:00:00Z' },
            { value: null, name: '(empty)', count: 1 },
            'odd',
          ],
        },
        { key: 'zone', totalValues: {}, topValues: 'odd' },
        { name: 'No key' },
      ),
    ).toEqual([
      {
        key: 'browser',
        name: 'Browser',
        totalValues: 4,
        topValues: [
          { value: 'Firefox', count: 3, share: 0.75 },
          { value: '(empty)', count: 1, share: 0.25 },
        ],
      },
      { key: 'zone', name: 'zone', totalValues: 0, topValues: [] },
    ]);
  });

  it('reads no more values of a tag than could be shown', async () => {
    const topValues = Array.from({ length: 5_000 }, (_, index) => ({
      value: index,
      count: 1,
    }));
    const [{ topValues: read }] = await tags({ key: 'zone', topValues });
    expect(read.map(({ value }) => value)).toEqual(
      Array.from({ length: 10 }, (_, index) => `${index}`),
    );
  });

  it('gives committers by name, without an address of their own', async () => {
    const [committer, ...others] = await committers({
      committers: [
        {
          author: { id: 3, name: 'Ada Park', email: 'ada@example.com' },
          commits: [
            { id: COMMIT, message: 'Round totals', suspectCommitType: 'x' },
            { message: 'No id' },
          ],
        },
        'odd',
      ],
    });
    expect(others).toEqual([]);
    expect(committer).toEqual({
      id: COMMIT,
      shortId: COMMIT.slice(0, 7),
      message: 'Round totals',
      authorName: 'Ada Park',
    });
  });

  it('links a commit to its pull request where its repository has no web address', async () => {
    const url = 'https://github.com/acme/shop/pull/7';
    const [committer] = await committers({
      committers: [
        {
          commits: [
            {
              id: COMMIT,
              repository: {
                url: 'git@github.com:acme/shop.git',
                provider: { id: 'integrations:github' },
              },
              pullRequest: { externalUrl: url },
            },
          ],
        },
      ],
    });
    expect(committer).toMatchObject({ id: COMMIT, url });
  });

  it.each([[{}], ['odd'], [{ committers: 'odd' }]])(
    'has no committers where it is %j',
    async body => {
      expect(await committers(body)).toEqual([]);
    },
  );

  it('gives the links of an issue, but not the HTML of older servers', async () => {
    const jira = { displayName: 'SHOP-1', url: 'https://jira.example.com/1' };
    const { externalIssues } = await issue({
      annotations: ['<a href="https://evil.example.com">HTML</a>', jira],
      pluginIssues: [
        {
          id: 'jira',
          slug: 'jira',
          issue: { issue_id: 5, url: `${jira.url}5` },
        },
      ],
      integrationIssues: [
        { id: 9, provider: { key: 'jira', slug: 'x' }, externalIssues: [jira] },
      ],
    });
    expect(externalIssues).toEqual([
      { label: 'SHOP-1', url: jira.url, kind: 'jira' },
      { label: '5', url: `${jira.url}5`, kind: 'jira' },
    ]);
  });

  it('returns the details of a status, and who set it', async () => {
    const { statusDetails } = await issue({
      statusDetails: {
        inRelease: '2.4.0',
        inCommit: { id: COMMIT, message: 'x' },
        ignoreCount: 10,
        actor: { id: 3, name: 'Ada Park', email: 'ada@example.com' },
      },
    });
    expect(statusDetails).toEqual({
      inRelease: '2.4.0',
      inCommit: COMMIT,
      ignoreCount: 10,
      actor: 'Ada Park',
    });
  });

  it('takes what is of another kind for absent', async () => {
    const odd = await issue({
      statusDetails: 'odd',
      inbox: 'odd',
      firstRelease: 'odd',
      lastRelease: { version: null },
      annotations: 'odd',
    });
    expect(odd).toEqual({
      issue: expect.objectContaining({ id: '1' }),
      trends: {},
      statusDetails: {},
      externalIssues: [],
    });
  });

  it('is refused where tags or releases are no list', async () => {
    const client = await clientOf({ detail: 'odd' });
    for (const answer of [
      client.getIssueTags('acme', '1'),
      client.listReleases('acme', { project: ['11'] }),
    ]) {
      await expect(answer).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
      });
    }
  });
});
