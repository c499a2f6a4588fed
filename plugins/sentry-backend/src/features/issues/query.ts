import {
  SENTRY_USER_ID_ANNOTATION,
  sentryIssuesDefaults,
  type SentryAnnotations,
  type SentryIssue,
  type SentryIssuesQuery,
  type SentryProblem,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import { mostHelpful } from '../../scopes/problems';
import {
  projectOfShortId,
  type ProjectScope,
  type ResolvedProjects,
} from '../../scopes/types';
import type { IssueAssignee, IssuesFilter } from './types';

/** The most issues that Sentry lists at once. */
export const LONGEST_PAGE = 100;

/** The terms of a search: separated by spaces, except within quotes or brackets. */
export const SEARCH_TERMS = /(?:"(?:\\.|[^"\\])*"|\[[^\]]*\]|[^\s"[]|["[])+/g;
/** `issue:X`, `!issue:X`, `issue:[X, "Y"]`: terms in which nothing else can hide. */
const NAMED =
  /^(!?)(?:issue|"issue"):(!=|=)?([^\s"[\](),]*|"[^"\\]*"|\[[^"[\]()]*(?:"[^"\\]*"[^"[\]()]*)*\])$/;
const VALUES = /"[^"]*"|[^,]+/g;
/** A text, or a condition with one. */
const QUOTED = /^(?:!?[\w.-]+:)?"[^"]*"$/;
/**
 * What Sentry, whose terms need no space between them, may read as a condition on `issue`:
 * `"b"issue:`, `level:[error]issue:`, `tags[issue]:`. Not a tag such as `jira_issue:`.
 */
const CONDITION = /(?<![a-z][_.-])issue"?\s*(?:,\s*\w*\s*)?\]?\s*:/i;
/** Without a separator it is no short id to Sentry either, which refuses it. */
const NO_SHORT_ID = /^[a-z0-9.]*$/i;
const PLAIN = /^[\w .-]+$/;

/** Fills in what was not asked for: by the entity's annotations, then by default. */
export function issuesFilter(
  asked: SentryIssuesQuery,
  annotations: SentryAnnotations | undefined,
): IssuesFilter {
  const defaults = sentryIssuesDefaults;
  return {
    query: asked.query ?? annotations?.query ?? defaults.query,
    environments: askedEnvironments(asked.environment, annotations),
    statsPeriod: asked.statsPeriod ?? defaults.statsPeriod,
    sort: asked.sort ?? defaults.sort,
    limit: asked.limit ?? defaults.limit,
  };
}

/** The environments to filter by, in a fixed order; none for all. */
export function askedEnvironments(
  asked: string[] | undefined,
  annotations: SentryAnnotations | undefined,
): string[] {
  return [...new Set(asked ?? annotations?.environments ?? [])].sort();
}

/** What the owners of an entity mend, and see on its page. */
const OF_ENTITIES: SentryProblemCode[] = [
  'ANNOTATION_INVALID',
  'ORGANIZATION_NOT_FOUND',
  'PROJECT_NOT_FOUND',
];

/**
 * Leaves out the scopes in which issues of a user can't be found. These become
 * problems, except where the user's own projects are listed, too, or the server assigns
 * issues to nobody. What is wrong with the entities, most of which are others', is no problem
 * of the list.
 *
 * @throws SentryProblemError the most helpful problem, where no scope is left
 */
export function narrowToAssignee(
  resolved: ResolvedProjects,
  assignee: IssueAssignee,
): ResolvedProjects {
  const scopes: ProjectScope[] = [];
  const missing = new Map<string, SentryProblem>();
  for (const scope of resolved.scopes) {
    const problem = isAssignees(scope, assignee)
      ? assigneeUnavailableReason(scope.client, assignee)
      : undefined;
    if (problem) {
      missing.set(scope.instance.name, problem);
    } else {
      scopes.push(scope);
    }
  }
  const problems = [...missing.values(), ...resolved.problems];
  const problem = mostHelpful(problems);
  if (!scopes.length && problem) {
    throw new SentryProblemError(problem);
  }
  return {
    ...resolved,
    scopes,
    problems: assignee.besideOwn
      ? resolved.problems
      : problems.filter(
          ({ code }) => code !== 'QUERY_INVALID' && !OF_ENTITIES.includes(code),
        ),
  };
}

/** The filter of one scope: without the assignee where the projects are the user's own. */
export function filterOf(
  scope: ProjectScope,
  filter: IssuesFilter,
): IssuesFilter {
  const { assignee, ...everybodys } = filter;
  return assignee && isAssignees(scope, assignee) ? filter : everybodys;
}

function isAssignees(
  { isOthers = false }: ProjectScope,
  { besideOwn = false }: IssueAssignee,
): boolean {
  return isOthers || !besideOwn;
}

/** Why issues assigned to a user can't be found on an instance; `undefined` where they can. */
export function assigneeUnavailableReason(
  { capabilities, instance, isShared }: SentryClient,
  { ref, userIds, unknown }: IssueAssignee,
): SentryProblem | undefined {
  if (capabilities.server !== 'sentry') {
    return {
      code: 'QUERY_INVALID',
      message: `The server of the Sentry instance \`${instance}\` does not assign issues to people.`,
      action: 'Look at the issues of what you own instead.',
      project: { instance },
    };
  }
  if (!isShared || userIds[instance] !== undefined) {
    return undefined;
  }
  return (
    unknown?.[instance] ?? {
      code: 'ANNOTATION_MISSING',
      message: `Backstage can't find the issues assigned to you: the catalog does not say which user of the Sentry instance \`${instance}\` ${ref} is.`,
      action: `In the catalog, add to ${ref} under metadata.annotations: ${SENTRY_USER_ID_ANNOTATION}: "<id>", the id of your account in Sentry. Or ask your platform team to set \`auth.type: user\` for that instance, so that you connect your own Sentry account.`,
      project: { instance },
    }
  );
}

/**
 * Search and limit for one scope. A caller with a token of their own is `me` in Sentry. With a
 * shared token `me` is somebody else, and Sentry's search takes no user by id: then every
 * assigned issue is asked for, and `isAssigned` decides.
 */
export function assignedQuestion(
  client: SentryClient,
  query: string,
  limit: number,
): Pick<IssuesFilter, 'query' | 'limit'> {
  return client.isShared
    ? // Most of these may be assigned to others.
      { query: withCondition('is:assigned', query), limit: LONGEST_PAGE }
    : { query: ownQuery(query), limit };
}

/** Whether an issue is assigned to the user, where the search could not say so. */
export function isAssigned(
  issue: SentryIssue,
  { client, instance }: ProjectScope,
  assignee: IssueAssignee,
): boolean {
  return (
    !client.isShared ||
    (issue.assignee?.type === 'user' &&
      issue.assignee.id === assignee.userIds[instance.name])
  );
}

/** The search for what is assigned to the user who is signed in to Sentry. */
export function ownQuery(query: string): string {
  return withCondition('assigned:me', query);
}

/** The search narrowed by a condition. */
export function withCondition(condition: string, query: string): string {
  // First, as an open quote in the search must not swallow it.
  return query ? `${condition} ${query}` : condition;
}

/**
 * A search without the short ids in `issue:` that are of other projects than the scope's:
 * none of its issues is one of them. Sentry looks each up in the whole organization and
 * refuses the search where there is none. Another organization of the entity must not
 * fail for that, and callers must not learn what exists in projects outside the entity.
 *
 * @returns `undefined` where nothing of the scope can match
 * @throws SentryProblemError `QUERY_INVALID`, whatever exists in Sentry, where `issue:` is
 *   written so that it is not certain which issues Sentry would look up
 */
export function ownIssuesQuery(
  query: string,
  { client, projects }: ProjectScope,
): string | undefined {
  // To GlitchTip it is a tag.
  if (client.capabilities.server === 'glitchtip' || !/issue/i.test(query)) {
    return query;
  }
  refuseHidden(query);
  const slugs = projects.map(({ slug }) => slug.toLowerCase());
  let isEmpty = false;
  const own = query.replace(SEARCH_TERMS, term => {
    const [, not, operator = '', value] = NAMED.exec(term) ?? [];
    if (value === undefined) {
      return term;
    }
    const named = valuesOf(value);
    const left = named.filter(name => isOwn(unquoted(name), slugs));
    if (left.length === named.length) {
      return term;
    }
    if (left.length) {
      return `${not}issue:${operator}[${left.join(',')}]`;
    }
    isEmpty ||= (not === '!') === (operator === '!=');
    return '';
  });
  return isEmpty ? undefined : own.trim();
}

function isOwn(name: string, slugs: string[]): boolean {
  if (NO_SHORT_ID.test(name)) {
    return true;
  }
  const project = PLAIN.test(name) ? projectOfShortId(name) : undefined;
  if (project === undefined) {
    throw unclear();
  }
  return slugs.includes(project);
}

/** What is left, once the terms that are clear are taken out, must not name an issue. */
function refuseHidden(query: string): void {
  const terms = query.match(SEARCH_TERMS) ?? [];
  // Where a quote is odd or escaped, it is not certain which words are within quotes.
  const areQuotesClear =
    !query.includes('\\') &&
    terms.every(
      term => !term.includes('"') || QUOTED.test(term) || NAMED.test(term),
    );
  const rest = query.replace(SEARCH_TERMS, term =>
    NAMED.test(term) || (areQuotesClear && QUOTED.test(term)) ? ' ' : term,
  );
  if (CONDITION.test(rest)) {
    throw unclear();
  }
}

function unclear(): SentryProblemError {
  return new SentryProblemError({
    code: 'QUERY_INVALID',
    message:
      'The search names an issue in a form that Backstage does not support.',
    action:
      'Write `issue:` with a short id, such as `issue:SHOP-WEB-1A`, with spaces around it. Put a text that contains `issue:` in double quotes.',
    invalid: { parameter: 'query' },
  });
}

function valuesOf(value: string): string[] {
  const list = /^\[(.*)\]$/s.exec(value)?.[1];
  return list === undefined
    ? [value]
    : (list.match(VALUES) ?? []).map(one => one.trim()).filter(Boolean);
}

function unquoted(value: string): string {
  return /^"(.*)"$/s.exec(value)?.[1] ?? value;
}
