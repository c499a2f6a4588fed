import { SearchError } from './errors';
import type { Issue } from '../store/Issue';
import type { SearchContext } from './compile';
import type { SearchTerm } from './types';

type StatusTest = (issue: Issue, now: number) => boolean;

const substatus =
  (name: string): StatusTest =>
  (issue, now) =>
    issue.substatus(now) === name;

function isLinked({ links }: Issue): boolean {
  const { integrationIssues = [], sentryAppIssues = [] } = links;
  return integrationIssues.length + sentryAppIssues.length > 0;
}

/** What stands after `is:`. */
const statuses: Record<string, StatusTest> = {
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

/** The emulator's condition for `is:`. */
export function statusCondition(
  term: SearchTerm,
  context: SearchContext,
): (issue: Issue) => boolean {
  const tests = term.values.map(value => {
    if (!Object.hasOwn(statuses, value)) {
      const names = Object.keys(statuses)
        .sort()
        .map(name => `'${name}'`);
      throw new SearchError(
        `Invalid value for "is" search, valid values are [${names.join(', ')}]`,
      );
    }
    return statuses[value];
  });
  return issue => tests.some(test => test(issue, context.now));
}
