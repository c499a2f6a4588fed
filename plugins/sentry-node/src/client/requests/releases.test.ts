import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient } from '../../__testUtils__/testClient';
import { allowLoopbackFetch } from '../../testUtils';

const next = (page: number, results: boolean) => ({
  link: `<https://sentry.example.com/>; rel="next"; results="${results}"; cursor="0:${page}00:0"`,
});

describe('the sessions of releases', () => {
  allowLoopbackFetch();
  let server: LoopbackServer;
  afterEach(() => server.close());

  /** Answers questions about releases with one page after the other. */
  async function ask(
    pages: unknown[][],
    options: { projects?: unknown[]; status?: number } = {},
  ) {
    const { projects = [], status } = options;
    const asked: URLSearchParams[] = [];
    server = await startLoopbackServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://localhost');
      if (!searchParams.getAll('groupBy').includes('release')) {
        sendJson(response, { groups: projects });
        return;
      }
      const page = asked.push(searchParams);
      const groups = pages[Math.min(page, pages.length) - 1];
      const headers = next(page, page < pages.length);
      sendJson(response, { groups }, { headers, status });
    });
    const { client } = createTestClient({ baseUrl: server.url });
    const sessions = await client.releaseSessions('acme', {
      project: ['11', '12'],
      environment: ['production'],
    });
    return { sessions, asked };
  }

  const release = (project: number, name: string, sum: number) => ({
    by: { project, release: name },
    totals: { 'sum(session)': sum },
  });

  it('are read page by page, each with those of its project', async () => {
    const { sessions, asked } = await ask(
      [[release(11, 'a@1', 9)], [release(12, 'a@1', 2)]],
      { projects: [{ by: { project: 11 }, totals: { 'sum(session)': 10 } }] },
    );
    expect(sessions).toMatchObject([
      { project: '11', version: 'a@1', sessions: 9, ofProject: 10 },
      { project: '12', version: 'a@1', sessions: 2, ofProject: undefined },
    ]);
    expect(asked.map(query => query.get('cursor'))).toEqual([null, '0:100:0']);
    expect(asked[0].getAll('environment')).toEqual(['production']);
    expect(asked[0].getAll('project')).toEqual(['11', '12']);
  });

  it('are read to the end of five pages: hardly anybody uses what is left', async () => {
    const pages = Array.from({ length: 9 }, (_, index) => [
      release(11, `a@${index}`, 1),
    ]);
    const { sessions, asked } = await ask(pages);
    expect([sessions.length, asked.length]).toEqual([5, 5]);
  });

  it('are those that can be read, with what can be read of each', async () => {
    const odd = {
      by: { project: '11', release: 'a@1' },
      totals: {
        'sum(session)': 4,
        'crash_free_rate(session)': 100,
        'crash_free_rate(user)': null,
      },
    };
    const { sessions } = await ask([[odd, { by: {} }, null]]);
    expect(sessions).toEqual([{ project: '11', version: 'a@1', sessions: 4 }]);
  });

  it.each([400, 404])('are none where Sentry answers %d', async status => {
    expect((await ask([[]], { status })).sessions).toEqual([]);
  });
});
