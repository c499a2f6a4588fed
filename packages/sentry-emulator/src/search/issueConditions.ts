import { SearchError, UnaskableSearchError, type SearchTerm } from './parse';
import { compareTime, matchText } from './values';
import type { Issue } from '../store/Issue';
import type { Assignee } from '../store/types';
import { parseShortId } from '../store/EventStore';

/** What a search can refer to. */
export interface SearchContext {
  readonly now: number;
  latestRelease(projectId: string): string | undefined;
  /** `#team`, user name, e-mail, `me`. */
  findAssignee(name: string): Assignee | undefined;
  /** All issues of the organization, whatever projects are searched. */
  issues(): Iterable<Issue>;
}

export type IssuePredicate = (issue: Issue) => boolean;

type ConditionFactory = (
  term: SearchTerm,
  context: SearchContext,
) => IssuePredicate;

const priorities = ['low', 'medium', 'high'];
const statuses = ['resolved', 'unresolved', 'ignored', 'archived', 'muted'];
const categories = [
  'error',
  'performance',
  'cron',
  'outage',
  'feedback',
  'replay',
  'metric_alert',
  'test_notification',
  'uptime',
  'frontend',
  'http_client',
  'db_query',
  'mobile',
  'metric',
  'ai_detected',
];

/** Conditions on an issue as a whole, by the name of the key. */
const conditions: Record<string, ConditionFactory> = {
  is: statusCondition,
  status: (term, context) => {
    for (const value of term.values) {
      if (!statuses.includes(value)) {
        throw new SearchError(`invalid status value of '${value}'`);
      }
    }
    return statusCondition(term, context);
  },
  assigned: assignedCondition,
  assigned_or_suggested: assignedCondition,
  'issue.priority': term => {
    for (const value of term.values) {
      if (!priorities.includes(value)) {
        throw new SearchError(`Invalid priority value of '${value}'`);
      }
    }
    return issue => term.values.includes(issue.priority.current);
  },
  'issue.category': term => {
    for (const value of term.values) {
      if (!categories.includes(value)) {
        throw new SearchError(`Invalid type value of '${value}'`);
      }
    }
    return issue => {
      const { occurrence } = issue.timeline.last;
      return term.values.includes(occurrence?.issueCategory ?? 'error');
    };
  },
  'issue.type': term => issue => {
    const { occurrence } = issue.timeline.last;
    return term.values.includes(occurrence?.issueType ?? 'error');
  },
  issue: namedCondition,
  'issue.id': term => issue => term.values.includes(issue.id),
  project: projectCondition,
  'project.name': projectCondition,
  'project.id': term => issue => term.values.includes(issue.project.id),
  firstSeen: firstSeenCondition,
  first_seen: firstSeenCondition,
  age: firstSeenCondition,
  firstRelease: firstReleaseCondition,
  'first-release': firstReleaseCondition,
  regressed_in_release: term => issue =>
    issue.history
      .activities()
      .some(
        ({ type, data }) =>
          type === 'set_regression' &&
          term.values.includes(String(data.version)),
      ),
};

/** The condition of a term, where it is one on the issue as a whole. */
export function issueCondition(
  term: SearchTerm,
  context: SearchContext,
): IssuePredicate | undefined {
  const create = Object.hasOwn(conditions, term.key)
    ? conditions[term.key]
    : undefined;
  const test = create?.(term, context);
  return test && term.negated ? issue => !test(issue) : test;
}

function projectCondition(term: SearchTerm): IssuePredicate {
  const matches = matchText(term.values);
  return issue => matches(issue.project.slug);
}

function firstSeenCondition(
  term: SearchTerm,
  context: SearchContext,
): IssuePredicate {
  const fits = compareTime(term, context.now);
  return issue => fits(issue.timeline.first.timestamp);
}

function firstReleaseCondition(
  term: SearchTerm,
  context: SearchContext,
): IssuePredicate {
  const matches = matchText(term.values);
  return issue => {
    const { release } = issue.timeline.first;
    return (
      (release !== undefined && matches(release)) ||
      (term.values.includes('latest') &&
        release !== undefined &&
        release === context.latestRelease(issue.project.id))
    );
  };
}

/** `my_teams` matches no issue. */
function assignedCondition(
  term: SearchTerm,
  context: SearchContext,
): IssuePredicate {
  const assignees = new Set(
    term.values
      .map(value => context.findAssignee(value))
      .filter(assignee => assignee !== undefined)
      .map(assignee => `${assignee.type}:${assignee.id}`),
  );
  const unassigned = term.values.includes('none');
  return issue =>
    issue.assignee
      ? assignees.has(`${issue.assignee.type}:${issue.assignee.id}`)
      : unassigned;
}

/**
 * `issue:` with short ids. Sentry looks them up in the whole organization before it asks for
 * anything, and refuses the search where it does not find each of them, `!issue:` too. It
 * compares the numbers alone: `A-1` passes for found where only `B-1` is and both are named.
 *
 * @throws UnaskableSearchError where one is unknown, or is no short id
 */
function namedCondition(
  { values }: SearchTerm,
  context: SearchContext,
): (issue: Issue) => boolean {
  // `unknown` is of events that are of no issue.
  const named = values.filter(value => value !== '' && value !== 'unknown');
  const wanted = named.map(parseShortId);
  const found = [...context.issues()].filter(issue => {
    const own = parseShortId(issue.shortId);
    return wanted.some(
      one => one?.project === own?.project && one?.number === own?.number,
    );
  });
  const numbers = new Set(
    found.map(({ shortId }) => parseShortId(shortId)?.number),
  );
  if (!wanted.every(one => one && numbers.has(one.number))) {
    const list = named.map(value => `'${value}'`).join(', ');
    throw new UnaskableSearchError(
      `Invalid value '[${list}]' for 'issue:' filter`,
    );
  }
  return issue => found.includes(issue);
}

type StatusTest = (issue: Issue, now: number) => boolean;

const substatus =
  (name: string): StatusTest =>
  (issue, now) =>
    issue.substatus(now) === name;

function isLinked({ links }: Issue): boolean {
  const { integrationIssues = [], sentryAppIssues = [] } = links;
  return integrationIssues.length + sentryAppIssues.length > 0;
}

/** The values of `is:`. */
const statusTests: Record<string, StatusTest> = {
  unresolved: issue => issue.status === 'unresolved',
  resolved: issue => issue.status === 'resolved',
  archived: issue => issue.status === 'ignored',
  ignored: issue => issue.status === 'ignored',
  muted: issue => issue.status === 'ignored',
  new: substatus('new'),
  ongoing: substatus('ongoing'),
  escalating: substatus('escalating'),
  regressed: substatus('regressed'),
  archived_until_escalating: substatus('archived_until_escalating'),
  archived_until_condition_met: substatus('archived_until_condition_met'),
  archived_forever: substatus('archived_forever'),
  until_escalating: substatus('archived_until_escalating'),
  until_condition_met: substatus('archived_until_condition_met'),
  forever: substatus('archived_forever'),
  assigned: issue => issue.assignee !== undefined,
  unassigned: issue => issue.assignee === undefined,
  for_review: (issue, now) =>
    !issue.reviewed &&
    ['new', 'regressed', 'escalating'].includes(issue.substatus(now) ?? ''),
  linked: isLinked,
  unlinked: issue => !isLinked(issue),
};

const substatuses: Record<string, string> = {
  new: 'unresolved',
  ongoing: 'unresolved',
  escalating: 'unresolved',
  regressed: 'unresolved',
  archived_until_escalating: 'ignored',
  archived_until_condition_met: 'ignored',
  archived_forever: 'ignored',
};

/**
 * The status that Sentry adds to a search for a substatus that names none: `is:new` finds
 * unresolved issues, and `!is:new` all but these (`expand_substatus_query_values` of its
 * `issues/issue_search.py`).
 */
export function impliedStatus(terms: SearchTerm[]): SearchTerm[] {
  const states = terms.filter(({ key }) => key === 'is' || key === 'status');
  const isStatus = ({ values }: SearchTerm) => statuses.includes(values[0]);
  const named = states.filter(({ values }) =>
    Object.hasOwn(substatuses, values[0]),
  );
  const first = named.find(({ negated }) => !negated) ?? named[0];
  return first && !states.some(isStatus)
    ? [{ ...first, key: 'status', values: [substatuses[first.values[0]]] }]
    : [];
}

/** The emulator's condition for `is:`. */
function statusCondition(
  term: SearchTerm,
  context: SearchContext,
): (issue: Issue) => boolean {
  const tests = term.values.map(value => {
    if (!Object.hasOwn(statusTests, value)) {
      const names = Object.keys(statusTests)
        .sort()
        .map(name => `'${name}'`);
      throw new SearchError(
        `Invalid value for "is" search, valid values are [${names.join(', ')}]`,
      );
    }
    return statusTests[value];
  });
  return issue => tests.some(test => test(issue, context.now));
}
