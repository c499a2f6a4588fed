import { parseSearch } from '../../search/parse';
import { SearchError } from '../../search/errors';
import { matchText } from '../../search/values';
import { SentryApiError } from '../errors';
import type { SearchTerm } from '../../search/types';
import type { SessionCounts } from '../../store/SessionStore';
import type { EmulatorProject } from '../../types';

type SessionTest = (row: SessionCounts) => boolean;

/** Sessions know of their project, release and environment alone. */
export function compileSessionSearch(
  query: string,
  projects: readonly EmulatorProject[],
): SessionTest {
  try {
    const tests = parseSearch(query).map(term => testOf(term, projects));
    return row => tests.every(test => test(row));
  } catch (error) {
    if (error instanceof SearchError) {
      throw SentryApiError.badRequest(
        `Error parsing search query: ${error.message}`,
      );
    }
    throw error;
  }
}

function testOf(
  term: SearchTerm,
  projects: readonly EmulatorProject[],
): SessionTest {
  const matches = matchText(term.values);
  const read = readerOf(term, projects);
  return row => matches(read(row)) !== term.negated;
}

function readerOf(
  { key, freeText }: SearchTerm,
  projects: readonly EmulatorProject[],
): (row: SessionCounts) => string | undefined {
  switch (freeText ? '' : key) {
    case 'release':
      return ({ release }) => release;
    case 'environment':
      return ({ environment }) => environment;
    case 'project':
      return ({ projectId }) =>
        projects.find(({ id }) => id === projectId)?.slug;
    case 'project.id':
      return ({ projectId }) => projectId;
    default:
      throw new SearchError(`Invalid search filter: ${key}`);
  }
}
