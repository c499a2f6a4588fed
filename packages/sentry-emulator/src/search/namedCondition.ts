import { parseShortId } from '../store/shortId';
import { UnaskableSearchError } from './errors';
import type { Issue } from '../store/Issue';
import type { SearchContext } from './compile';
import type { SearchTerm } from './types';

/**
 * `issue:` with short ids. Sentry looks them up in the whole organization before it asks for
 * anything, and refuses the search where it does not find each of them, `!issue:` too. It
 * compares the numbers alone: `A-1` passes for found where only `B-1` is and both are named.
 *
 * @throws UnaskableSearchError where one is unknown, or is no short id
 */
export function namedCondition(
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
