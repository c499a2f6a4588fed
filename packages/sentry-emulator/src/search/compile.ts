import { eventCondition } from './eventConditions';
import {
  impliedStatus,
  issueCondition,
  type IssuePredicate,
  type SearchContext,
} from './issueConditions';
import { parseSearch, type SearchTerm } from './parse';
import { compareNumber, compareTime } from './values';
import type { Issue } from '../store/Issue';
import type { EventPredicate } from '../store/types';

/** A search taken apart by what its conditions look at. */
export interface CompiledSearch {
  matchesIssue: IssuePredicate;
  /** Absent where the search asks nothing of single events. */
  matchesEvent?: EventPredicate;
  /** Asks for the events in the window; absent where the search does not. */
  matchesCounts?: (counts: { count: number; lastSeen: number }) => boolean;
}

type CountTest = (counts: { count: number; lastSeen: number }) => boolean;

/**
 * @throws SearchError where Sentry would answer 400
 */
export function compileSearch(
  query: string,
  context: SearchContext,
): CompiledSearch {
  const issueTests: IssuePredicate[] = [];
  const eventTests: EventPredicate[] = [];
  const countTests: CountTest[] = [];
  const terms = inOrder(parseSearch(query));
  if (
    !terms.some(({ key }) => ['issue.category', 'issue.type'].includes(key))
  ) {
    issueTests.push(isInDefaultSearch);
  }
  for (const term of [...terms, ...impliedStatus(terms)]) {
    const countTest = countCondition(term, context);
    if (countTest) {
      countTests.push(countTest);
      continue;
    }
    const issueTest = issueCondition(term, context);
    if (issueTest) {
      issueTests.push(issueTest);
    } else {
      eventTests.push(eventCondition(term, context));
    }
  }
  return {
    matchesIssue: all(issueTests),
    ...(eventTests.length > 0 && { matchesEvent: all(eventTests) }),
    ...(countTests.length > 0 && { matchesCounts: all(countTests) }),
  };
}

/** Sentry hides feedback from searches without `issue.category` and `issue.type`. */
function isInDefaultSearch({ timeline }: Issue): boolean {
  return timeline.last.type !== 'feedback';
}

/** Which issues there are Sentry looks up last: what it can't read it refuses before. */
function inOrder(terms: SearchTerm[]): SearchTerm[] {
  const isNamed = ({ key }: SearchTerm) => key === 'issue';
  return [
    ...terms.filter(term => !isNamed(term)),
    ...terms.filter(term => isNamed(term)),
  ];
}

function countCondition(
  term: SearchTerm,
  context: SearchContext,
): CountTest | undefined {
  let test: CountTest | undefined;
  if (term.key === 'timesSeen' || term.key === 'times_seen') {
    const fits = compareNumber(term);
    test = counts => fits(counts.count);
  } else if (term.key === 'lastSeen' || term.key === 'last_seen') {
    const fits = compareTime(term, context.now);
    test = counts => fits(counts.lastSeen);
  }
  return test && term.negated ? negate(test) : test;
}

function negate(test: CountTest): CountTest {
  return counts => !test(counts);
}

function all<T>(tests: ((value: T) => boolean)[]): (value: T) => boolean {
  return value => tests.every(test => test(value));
}
