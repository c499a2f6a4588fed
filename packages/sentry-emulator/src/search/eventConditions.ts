import { fieldReader, searchableText } from './eventFields';
import { containsText, matchText, parseBoolean } from './values';
import type { EventPredicate } from '../store/types';
import type { SearchContext } from './compile';
import type { SearchTerm } from './types';

/** A condition that one event fulfils or not. */
export function eventCondition(
  term: SearchTerm,
  context: SearchContext,
): EventPredicate {
  const test = positiveCondition(term, context);
  return term.negated ? event => !test(event) : test;
}

function positiveCondition(
  term: SearchTerm,
  context: SearchContext,
): EventPredicate {
  switch (term.key) {
    case 'message': {
      const contains = containsText(term.values);
      return event => contains(searchableText(event));
    }
    case 'has': {
      const readers = term.values.map(fieldReader);
      return event => readers.some(read => !isEmpty(read(event)));
    }
    case 'error.handled': {
      const handled = parseBoolean(term);
      return event => event.type === 'error' && event.unhandled !== handled;
    }
    case 'error.unhandled': {
      const unhandled = parseBoolean(term);
      return event => event.type === 'error' && event.unhandled === unhandled;
    }
    case 'release':
      return releaseCondition(term, context);
    default: {
      const read = fieldReader(term.key);
      const matches = matchText(term.values);
      return event => {
        const value = read(event);
        return typeof value === 'object' ? value.some(matches) : matches(value);
      };
    }
  }
}

/** `latest` is the newest release of each project. */
function releaseCondition(
  term: SearchTerm,
  context: SearchContext,
): EventPredicate {
  const matches = matchText(term.values.filter(value => value !== 'latest'));
  const withLatest = term.values.includes('latest');
  return event =>
    (event.release !== undefined && matches(event.release)) ||
    (withLatest &&
      event.release !== undefined &&
      event.release === context.latestRelease(event.projectId)) ||
    (event.release === undefined && term.values.includes(''));
}

function isEmpty(value: string | readonly string[] | undefined): boolean {
  return value === undefined || value.length === 0;
}
