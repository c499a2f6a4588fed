import { SearchError } from './errors';
import { namedCondition } from './namedCondition';
import { statusCondition } from './statusConditions';
import { compareTime, matchText } from './values';
import type { Issue } from '../store/Issue';
import type { SearchContext } from './compile';
import type { SearchTerm } from './types';

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

/** `my_teams` is nobody. */
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
  const nobody = term.values.includes('none');
  return issue =>
    issue.assignee
      ? assignees.has(`${issue.assignee.type}:${issue.assignee.id}`)
      : nobody;
}
