import {
  sentryIssuesDefaults,
  sentryNotificationKinds,
  type SentryIssue,
  type SentryNotificationKind,
} from 'backstage-plugin-sentry-common';
import type { SentryIssuesParams } from 'backstage-plugin-sentry-node';
import { unlessUnknown } from '../answers/environments';
import { LONGEST_PAGE } from '../features/issues/query';
import { isProblem } from '../scopes/problems';
import type { ProjectScope } from '../scopes/types';
import type { Announcement } from './Announced';
import type { NotifiedEntity } from './EntityIndex';

// Sentry calls an issue new, regressed or escalating for seven days.
const STATE_PERIOD = '14d';
const ASSIGNED_PERIOD = '90d';
/** How priorities compare. */
export const RANKS = { low: 0, medium: 1, high: 2 };
// Of a list of assigned issues, which change their place with each event.
const MAX_PAGES = 5;

/** An issue that owners have not been notified of. */
export interface News extends Announcement {
  issue: SentryIssue;
  state: SentryNotificationKind;
  /** Those that show it, in order of their refs; never empty. */
  entities: NotifiedEntity[];
  /** The only recipient, where it is assigned to them. */
  assignee?: string;
}

/** The issues of a scope that are in a state, and of which states these are all. */
interface StateList {
  issues: { issue: SentryIssue; kind: SentryNotificationKind }[];
  whole: SentryNotificationKind[];
}

/**
 * The issues that are new, regressed or escalating: by one call, or where Sentry has more than
 * a page of them, by one for each state.
 *
 * @throws SentryProblemError where Sentry can't be asked
 */
export async function listStates(scope: ProjectScope): Promise<StateList> {
  const states: SentryNotificationKind[] = ['new', 'regressed', 'escalating'];
  const ask = (query: string, sort = 'date') =>
    list(scope, { query, sort, statsPeriod: STATE_PERIOD });
  try {
    const all = await ask('is:unresolved !is:ongoing');
    if (all.nextCursor === undefined) {
      return { issues: all.items.flatMap(withKind), whole: states };
    }
  } catch (error) {
    if (!isProblem(error, 'QUERY_INVALID')) {
      throw error;
    }
    // GlitchTip and old versions of Sentry have no such states: what is first seen is new.
    const newest = await ask('is:unresolved', 'new');
    return {
      issues: newest.items.map(issue => ({ issue, kind: 'new' })),
      whole: [],
    };
  }
  const pages = await Promise.all(
    states.map(state =>
      ask(`is:unresolved is:${state}`, state === 'new' ? 'new' : 'date'),
    ),
  );
  return {
    issues: pages.flatMap(({ items }) => items.flatMap(withKind)),
    whole: states.filter((_, index) => pages[index].nextCursor === undefined),
  };
}

/**
 * The issues that are assigned to users. Empty where there are more than can be looked
 * through: what was assigned just now could not be distinguished from what was long ago.
 */
export async function listAssigned(
  scope: ProjectScope,
): Promise<SentryIssue[]> {
  const issues: SentryIssue[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, nextCursor } = await list(scope, {
      query: 'is:unresolved is:assigned',
      statsPeriod: ASSIGNED_PERIOD,
      cursor,
    });
    issues.push(...items.filter(({ assignee }) => assignee?.type === 'user'));
    if (nextCursor === undefined) {
      return issues;
    }
    cursor = nextCursor;
  }
  return [];
}

/** Those of the issues, by id, that the entity shows: within its environments and its search. */
export async function shownBy(
  entity: NotifiedEntity,
  scope: ProjectScope,
  ids: string[],
): Promise<Set<string>> {
  const { environments, query = sentryIssuesDefaults.query } = entity;
  if (!environments.length && entity.query === undefined) {
    return new Set(ids);
  }
  const ask = async (environment: string[]) => {
    const { items } = await list(scope, {
      query: `issue.id:[${ids.join(',')}] ${query}`,
      environment,
      statsPeriod: ASSIGNED_PERIOD,
    });
    return items.map(({ id }) => id);
  };
  const all = await unlessUnknown(ask(environments));
  if (all || environments.length === 1) {
    return new Set(all);
  }
  // Sentry refuses a question that names an environment which the organization does not have.
  const found = await Promise.all(
    environments.map(name => unlessUnknown(ask([name]))),
  );
  return new Set(found.flatMap(shown => shown ?? []));
}

function list(
  { client, organization, projectIds }: ProjectScope,
  params: Omit<SentryIssuesParams, 'project'>,
) {
  return client.listIssues(organization, {
    project: projectIds,
    limit: LONGEST_PAGE,
    groupStatsPeriod: '',
    ...params,
  });
}

function withKind(issue: SentryIssue): StateList['issues'] {
  const kind = sentryNotificationKinds.find(name => name === issue.substatus);
  return kind ? [{ issue, kind }] : [];
}
