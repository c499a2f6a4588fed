import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryIssueState,
} from 'backstage-plugin-sentry-node';
import { inBatches } from '../../access/askBackstage';
import { askScopes } from '../../answers/answerFrom';
import { isProblem } from '../../scopes/problems';
import {
  issueKey,
  projectOfShortId,
  scopeOf,
  type ProjectScope,
} from '../../scopes/types';
import type { ProjectVisibility } from '../../scopes/visibility';
import { issueAmbiguous } from '../detail/problems';
import type { LocatedIssue, ReadIssue } from './types';

const NUMBER = /^\d+$/;
/** So many short ids, of 80 characters at most, fit into an address. */
const AT_ONCE = 25;
/** So many questions find a few unknown ones among a hundred short ids. */
const MAX_QUESTIONS = 20;

/** An issue as Sentry returns it, and the scope that its project is in. */
interface FoundIssue extends Pick<LocatedIssue, 'scope' | 'project'> {
  issue: SentryIssueState;
}

/**
 * Reads issues as they are at Sentry now, past every cache. Leaves out issues of other
 * projects than the scope's.
 *
 * @param named - numbers and short ids in upper case
 * @returns what was found, by how it was named
 * @throws SentryProblemError `QUERY_INVALID` where too many of the short ids are unknown
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

/** A short id begins with the slug of its project. */
function isShortIdOf({ projects }: ProjectScope, name: string): boolean {
  const project = projectOfShortId(name);
  return projects.some(({ slug }) => slug.toLowerCase() === project);
}

/** `undefined` where the server can't list issues by their numbers. */
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
  // Servers that ignore the numbers return unrelated issues.
  return items.every(({ id }) => ids.includes(id)) ? items : undefined;
}

/**
 * Finds issues by a search for their short ids. It misses issues last seen before the days
 * that it looks back: these are `unlisted`. Sentry refuses a search with an unknown short id:
 * then its halves are searched for.
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
  const { client, organization, projects, projectIds } = scope;
  try {
    return await client.listIssueStates(organization, {
      ...asked,
      project: projectIds,
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

/**
 * Finds issues in every scope of the entity. Their numbers are read anew, too: what is cached
 * may be of an issue that was moved or merged since.
 *
 * @returns `problems`: why some scopes could not be asked
 * @throws SentryProblemError where none can be asked; `QUERY_INVALID`, as for a detail, for a
 *   name that issues of several scopes have
 */
export async function locateIssues(options: {
  scopes: ProjectScope[];
  visibility: ProjectVisibility;
  ids: string[];
}): Promise<{ issues: ReadIssue[]; problems: SentryProblem[] }> {
  const { scopes, visibility, ids } = options;
  const { answers, problems } = await askScopes({
    scopes,
    visibility,
    load: scope => readIssues(scope, ids),
  });
  const issues = ids.flatMap(named => {
    const all = answers.flatMap(({ value }) => value.get(named) ?? []);
    // One server may be two instances.
    const keys = all.map(({ issue, scope }) => issueKey(scope, issue.id));
    const found = all.filter((_, index) => keys.indexOf(keys[index]) === index);
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
      before: issue,
    }));
  });
  return { issues, problems };
}
