import type { SentryPossibleAssignee } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryProjectAssignee,
} from 'backstage-plugin-sentry-node';
import { cacheKey } from '../../cache/keys';
import { type Cached } from '../../cache/types';
import { type SourceCache } from '../../cache/SourceCache';
import type { ProjectScope } from '../../scopes/types';
import type { CacheTimes } from '../types';

// A hundred teams of the organization each.
const MAX_PAGES = 5;
const MAX_PEOPLE = 500;
// Each is asked about by itself where the organization's teams are not all read.
const MAX_PROJECTS = 20;

/** Some of those whom a scope's issues can be assigned to, as the cache keeps them. */
export interface SourceChoice {
  items: SentryPossibleAssignee[];
  /** Whether there are more than were looked at. */
  isCut?: boolean;
}

/** Whom issues of a scope's projects can be assigned to: teams and people are asked for apart. */
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

  teams(scope: ProjectScope): Promise<Cached<SourceChoice>> {
    return this.#cache.get({
      key: cacheKey('assignees.teams', [scope.key]),
      ...this.#times,
      isOwn: !scope.client.isShared,
      load: () => loadTeams(scope),
    });
  }

  members(scope: ProjectScope): Promise<Cached<SourceChoice>> {
    return this.#cache.get({
      key: cacheKey('assignees.people', [scope.key]),
      ...this.#times,
      isOwn: !scope.client.isShared,
      load: () => loadMembers(scope),
    });
  }
}

async function loadTeams(scope: ProjectScope): Promise<SourceChoice> {
  const { client, organization } = scope;
  const teams: SentryProjectAssignee[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await client.listTeams(organization, { cursor });
    teams.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) {
      break;
    }
  }
  if (!cursor) {
    return choiceOf(scope, teams, false);
  }
  const own = await loadOwnTeams(scope);
  return choiceOf(scope, together([...teams, ...own.teams]), own.isCut);
}

/** Of a large organization: the teams of the scope's projects, project by project. */
async function loadOwnTeams({ client, organization, projects }: ProjectScope) {
  const asked = projects.slice(0, MAX_PROJECTS);
  const pages = await Promise.all(
    asked.map(async ({ slug }) => {
      try {
        return await client.listProjectTeams(organization, slug);
      } catch (error) {
        if (error instanceof SentryProblemError) {
          // Those that were found among the organization's are better than none.
          return undefined;
        }
        throw error;
      }
    }),
  );
  return {
    teams: pages.flatMap(page => page?.items ?? []),
    isCut:
      projects.length > asked.length ||
      pages.some(page => !page || page.nextCursor !== undefined),
  };
}

/** Each team once, with all the projects that it was found with. */
function together(found: SentryProjectAssignee[]): SentryProjectAssignee[] {
  const teams = new Map<string, SentryProjectAssignee>();
  for (const team of found) {
    const projects = [
      ...(teams.get(team.id)?.projects ?? []),
      ...team.projects,
    ];
    teams.set(team.id, { ...team, projects });
  }
  return [...teams.values()];
}

async function loadMembers(scope: ProjectScope): Promise<SourceChoice> {
  const { client, organization, projects } = scope;
  const members = await client.listProjectMembers(organization, {
    project: projects.map(({ id }) => id),
  });
  return choiceOf(
    scope,
    members.slice(0, MAX_PEOPLE),
    members.length > MAX_PEOPLE,
  );
}

/** Those who can be given issues of any of the scope's projects. */
function choiceOf(
  { instance, organization, projects }: ProjectScope,
  found: SentryProjectAssignee[],
  isCut: boolean,
): SourceChoice {
  const ours = projects.map(({ slug }) => slug);
  return {
    items: found.flatMap(({ type, id, name, projects: theirs }) => {
      const shared = ours.filter(slug => theirs.includes(slug)).sort();
      return shared.length
        ? [
            {
              type,
              id,
              name,
              instance: instance.name,
              organization,
              projects: shared,
            },
          ]
        : [];
    }),
    ...(isCut && { isCut }),
  };
}
