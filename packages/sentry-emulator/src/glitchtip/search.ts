import { searchableText } from '../search/eventFields';
import { everything } from '../store/timeline';
import type { Issue } from '../store/Issue';

type IssueTest = (issue: Issue) => boolean;

const statuses: Record<string, Issue['status']> = {
  unresolved: 'unresolved',
  resolved: 'resolved',
  ignored: 'ignored',
};

/**
 * GlitchTip's search: `is:`, `level:`, `has:`, text, and any other key is a tag.
 * It knows no negation, no list and no comparison, and takes no offence at them:
 * what it does not know, nothing has.
 */
export function compileSearch(query: string): IssueTest {
  const tests = splitWords(query).map(word => {
    const colon = word.indexOf(':');
    return colon < 0
      ? hasText(word)
      : condition(word.slice(0, colon), word.slice(colon + 1));
  });
  return issue => tests.every(test => test(issue));
}

function condition(key: string, value: string): IssueTest {
  switch (key) {
    case 'is':
      return issue => issue.status === statuses[value];
    case 'level':
      return issue => issue.timeline.last.level === value;
    case 'has':
      return issue => hasTag(issue, value, () => true);
    default:
      return issue => hasTag(issue, key, found => found === value);
  }
}

function hasTag(
  issue: Issue,
  key: string,
  fits: (value: string) => boolean,
): boolean {
  return issue.timeline
    .within(everything)
    .some(({ tags }) => Object.hasOwn(tags, key) && fits(tags[key]));
}

function hasText(word: string): IssueTest {
  const wanted = word.toLowerCase();
  return issue =>
    issue.timeline
      .within(everything)
      .some(event => searchableText(event).toLowerCase().includes(wanted));
}

/** Words as a shell takes them apart: quotes hold spaces together and are gone. */
function splitWords(query: string): string[] {
  const words = query.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
  return words.map(word => word.replaceAll('"', ''));
}
