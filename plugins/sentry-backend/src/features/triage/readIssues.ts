import {
  SentryProblemError,
  type SentryIssueState,
} from 'backstage-plugin-sentry-node';
import { inBatches } from '../../access/askBackstage';
import { isProblem } from '../../scopes/ProjectDirectory';
import {
  projectOfShortId,
  scopeOf,
  ProjectScope,
  issueKey,
} from '../../scopes/types';
import type { FoundIssue, LocatedIssue } from './types';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { askScopes } from '../../answers/answerFrom';
import { issueAmbiguous } from '../detail/problems';
import type { ProjectVisibility } from '../../scopes/visibility';

const NUMBER = /^\d+$/;
/** So many short ids, of 80 characters at most, fit into an address. */
const AT_ONCE = 25;
/** So many questions find out which of a hundred short ids are none, where that is a few. */
const MAX_QUESTIONS = 20;

/**
 * Reads issues as they are at Sentry now, past every cache: those of the scope's projects,
 * whatever else Sentry answers.
 *
 * @param named - numbers and short ids in upper case
 * @returns what was found, by how it was named
 * @throws SentryProblemError `QUERY_INVALID` where too many short ids are none to look for each
 */
export async function readIssues(
  scope: ProjectScope,
  named: string[],
): Promise<Map<string, FoundIssue>> {
  const numbers = named.filter(name => NUMBER.test(name));
  const shortIds = named.filter(name => isShortIdOf(scope, name));
  const [byNumber, byShortId] = await Promise.all([
    listByNumber(scope, numbers),
    listByShortId(scope, shortIds),
  ]);
  const singly = [...(byNumber ? [] : numbers), ...byShortId.unlisted];
  const alone = await Promise.all(
    singly.map(async name => [name, await getIssue(scope, name)] as const),
  );
  const all = [
    ...(byNumber ?? []).map(issue => [issue.id, issue] as const),
    ...byShortId.found,
    ...alone,
  ];
  return new Map(
    all.flatMap(([name, issue]) => {
      const project = scope.projects.find(({ id }) => id === issue?.project.id);
      return issue && project && named.includes(name)
        ? [[name, { issue, scope, project }] as const]
        : [];
    }),
  );
}

/** A short id begins with the slug of its project: those of others need no question. */
function isShortIdOf({ projects }: ProjectScope, name: string): boolean {
  const project = projectOfShortId(name);
  return projects.some(({ slug }) => slug.toLowerCase() === project);
}

/** `undefined` where the server can't be asked for several by their numbers. */
async function listByNumber(
  scope: ProjectScope,
  ids: string[],
): Promise<SentryIssueState[] | undefined> {
  if (!ids.length) {
    return [];
  }
  if (scope.client.capabilities.server === 'glitchtip') {
    return undefined;
  }
  const items = await listIssues(scope, { ids });
  // Who knows no numbers answers with whatever there is.
  return items.every(({ id }) => ids.includes(id)) ? items : undefined;
}

/**
 * By short id, what a search finds: not what was last seen before the days that it looks
 * back, which is left to be asked for by itself. Sentry refuses a search with one that it does
 * not know: its halves are asked for then.
 */
async function listByShortId(
  scope: ProjectScope,
  shortIds: string[],
): Promise<{ found: Map<string, SentryIssueState>; unlisted: string[] }> {
  const found = new Map<string, SentryIssueState>();
  if (shortIds.length < 2 || scope.client.capabilities.server === 'glitchtip') {
    return { found, unlisted: shortIds };
  }
  const unlisted: string[] = [];
  const parts = inBatches(shortIds, AT_ONCE);
  let left = MAX_QUESTIONS;
  for (let part = parts.shift(); part; part = parts.shift()) {
    if (left === 0) {
      throw tooManyUnknown();
    }
    left -= 1;
    if (part.length === 1) {
      unlisted.push(...part);
      continue;
    }
    try {
      const query = `issue:[${part.join(',')}]`;
      for (const issue of await listIssues(scope, { query })) {
        found.set(issue.shortId?.toUpperCase() ?? '', issue);
      }
      unlisted.push(...part.filter(name => !found.has(name)));
    } catch (error) {
      if (!isProblem(error, 'QUERY_INVALID')) {
        throw error;
      }
      parts.push(...inBatches(part, Math.ceil(part.length / 2)));
    }
  }
  return { found, unlisted };
}

function tooManyUnknown(): SentryProblemError {
  return new SentryProblemError({
    code: 'QUERY_INVALID',
    message: 'Too many of the short ids are no issues of these projects.',
    action: 'Name issues that are listed, or name them by their numbers.',
  });
}

async function listIssues(
  scope: ProjectScope,
  asked: { query?: string; ids?: string[] },
): Promise<SentryIssueState[]> {
  const { client, organization, projects } = scope;
  try {
    return await client.listIssueStates(organization, {
      ...asked,
      project: projects.map(({ id }) => id),
    });
  } catch (error) {
    const isPlan =
      error instanceof SentryProblemError && error.reason === 'multi-project';
    if (!isPlan || projects.length < 2) {
      throw error;
    }
    const each = await Promise.all(
      projects.map(project =>
        listIssues(scopeOf({ ...scope, projects: [project] }), asked),
      ),
    );
    return each.flat();
  }
}

async function getIssue(
  { client, organization }: ProjectScope,
  name: string,
): Promise<SentryIssueState | undefined> {
  try {
    return await client.getIssueState(organization, name);
  } catch (error) {
    if (isProblem(error, 'ISSUE_NOT_FOUND')) {
      return undefined;
    }
    throw error;
  }
}

/** Where the issues are, and why others could not be looked for. */
interface Located {
  issues: LocatedIssue[];
  problems: SentryProblem[];
}

/**
 * Looks for issues in every place where the entity has projects. Reads their numbers anew:
 * what is kept may be of an issue that was moved or merged since.
 *
 * @throws SentryProblemError where no place can be asked; `QUERY_INVALID`, as for a detail, for
 *   a name that issues of several places have
 */
export async function locateIssues(options: {
  scopes: ProjectScope[];
  visibility: ProjectVisibility;
  ids: string[];
}): Promise<Located> {
  const { scopes, visibility, ids } = options;
  const { answers, problems } = await askScopes({
    scopes,
    visibility,
    ask: async scope => ({
      value: await readIssues(scope, ids),
      fetchedAt: Date.now(),
      freshUntil: 0,
      stale: false,
      result: 'miss',
    }),
  });
  const issues = ids.flatMap(named => {
    const found = distinct(
      answers.flatMap(({ cached }) => cached.value.get(named) ?? []),
    );
    if (found.length > 1) {
      throw issueAmbiguous(
        named,
        found.map(({ project }) => project),
      );
    }
    return found.map(({ issue, scope, project }) => ({
      named,
      id: issue.id,
      scope,
      project,
    }));
  });
  return { issues, problems };
}

/** One server may be two instances. */
function distinct(found: FoundIssue[]): FoundIssue[] {
  const keys = found.map(({ issue, scope }) => issueKey(scope, issue.id));
  return found.filter((_, index) => keys.indexOf(keys[index]) === index);
}
