import type {
  SentryAssignee,
  SentryPossibleAssignee,
} from 'backstage-plugin-sentry-common';
import { cacheKey, type Cached, type SourceCache } from '../../cache';
import type { Source } from '../projects';
import type { CacheTimes } from '../types';

// A hundred people each. Who belongs to a larger organization is looked for in Sentry.
const MAX_PAGES = 5;
// One call each. Of a domain with more, issues can still be assigned to people.
const MAX_TEAM_PROJECTS = 20;

/** Whom issues of a source's projects can be assigned to: teams and people are asked for apart. */
export class SourceAssignees {
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;

  static create(options: {
    cache: SourceCache;
    times: CacheTimes;
  }): SourceAssignees {
    return new SourceAssignees(options.cache, options.times);
  }

  private constructor(cache: SourceCache, times: CacheTimes) {
    this.#cache = cache;
    this.#times = times;
  }

  teams(source: Source): Promise<Cached<SentryPossibleAssignee[]>> {
    return this.#cache.get({
      key: cacheKey('teams.source', [source.key]),
      ...this.#times,
      isOwn: !source.client.isShared,
      load: () => loadTeams(source),
    });
  }

  members(source: Source): Promise<Cached<SentryPossibleAssignee[]>> {
    return this.#cache.get({
      key: cacheKey('members.source', [source.key]),
      ...this.#times,
      isOwn: !source.client.isShared,
      load: () => loadMembers(source),
    });
  }
}

async function loadTeams(source: Source): Promise<SentryPossibleAssignee[]> {
  const { client, organization, projects } = source;
  const teams = new Map<string, SentryPossibleAssignee>();
  await Promise.all(
    projects.slice(0, MAX_TEAM_PROJECTS).map(async ({ slug }) => {
      for (const team of await client.listProjectTeams(organization, slug)) {
        const known = teams.get(team.id)?.projects ?? [];
        teams.set(team.id, of(source, team, [...known, slug].sort()));
      }
    }),
  );
  return [...teams.values()];
}

/** Sentry does not tell here who sees which project; whom it can't take, it refuses. */
async function loadMembers(source: Source): Promise<SentryPossibleAssignee[]> {
  const { client, organization, projects } = source;
  const slugs = projects.map(({ slug }) => slug);
  const members: SentryPossibleAssignee[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await client.listMembers(organization, { cursor });
    members.push(...page.items.map(member => of(source, member, slugs)));
    cursor = page.nextCursor;
    if (!cursor) {
      break;
    }
  }
  return members;
}

function of(
  { instance, organization }: Source,
  { type, id, name }: SentryAssignee,
  projects: string[],
): SentryPossibleAssignee {
  return { type, id, name, instance: instance.name, organization, projects };
}
