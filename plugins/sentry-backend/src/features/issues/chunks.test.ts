import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import {
  authorized,
  bodyOf,
  entityServices,
} from '../../__testUtils__/entityServices';
import {
  fakeClient,
  fakeSentry,
  rawIssue,
} from '../../__testUtils__/fakeSentry';

/** As long as ids are at sentry.io. */
const idOf = (index: number) => String(4_500_000_000_000_000 + index);
const projects = Array.from({ length: 240 }, (_, index) => ({
  id: idOf(index),
  slug: `project-${index}`,
  name: `Project ${index}`,
}));

function setup() {
  const client = fakeClient(projects);
  // One issue of each project: those of late ones are as new as those of early ones.
  const issues = projects.map(({ id, slug }, index) =>
    rawIssue(String(index + 1), (index * 7) % 240, { project: { id, slug } }),
  );
  client.listIssues.mockImplementation(
    async (_organization, { project, limit = 100, cursor }) => {
      const own = issues
        .filter(
          issue => issue.project && project.includes(String(issue.project.id)),
        )
        .sort((a, b) => (String(a.lastSeen) < String(b.lastSeen) ? 1 : -1));
      const start = Number(cursor?.split(':')[1] ?? 0);
      const end = start + limit;
      return {
        items: own.slice(start, end),
        ...(end < own.length && { nextCursor: `0:${end}:0` }),
        hits: own.length,
      };
    },
  );
  const services = entityServices(fakeSentry(client));
  const parts = [0, 1, 2].map(third =>
    authorized(
      projects
        .slice(third * 80, (third + 1) * 80)
        .map(({ slug }) => slug)
        .join(','),
    ),
  );
  const [{ caller, entity }] = parts;
  const annotations = {
    problems: [],
    environments: [],
    refs: parts.flatMap(part => part.entity.annotations?.refs ?? []),
  };
  const list = async (cursor?: string) =>
    bodyOf<SentryIssuesPage>(
      await services.issues.list(
        { caller, entity: { ...entity, annotations } },
        { limit: 50, ...(cursor && { cursor }) },
      ),
    );
  return { client, list };
}

describe('a list over more projects than one address holds', () => {
  it('asks in as few chunks as addresses of 8 kB allow, each project once', async () => {
    const { client, list } = setup();
    await list();
    const asked = client.listIssues.mock.calls.map(([, params]) => params);
    expect(asked).toHaveLength(2);
    for (const { project } of asked) {
      const length = project.map(id => `&project=${id}`).join('').length;
      expect(length).toBeLessThanOrEqual(4_000);
    }
    expect(asked.flatMap(({ project }) => project).sort()).toEqual(
      projects.map(({ id }) => id).sort(),
    );
  });

  it('is one list in one order behind one cursor', async () => {
    const { list } = setup();
    const pages = [await list()];
    for (
      let cursor = pages[0].pageInfo.nextCursor;
      cursor;
      cursor = pages[pages.length - 1].pageInfo.nextCursor
    ) {
      pages.push(await list(cursor));
    }
    const items = pages.flatMap(page => page.items);
    expect(pages.map(page => page.items.length)).toEqual([50, 50, 50, 50, 40]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(240);
    const seen = items.map(({ lastSeen }) => lastSeen);
    expect(seen).toEqual([...seen].sort().reverse());
  });
});
