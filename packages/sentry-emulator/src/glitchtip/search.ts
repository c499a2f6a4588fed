import { parsePayload } from '../serialize/event';
import { everything } from '../store/timeline';
import { serverFault } from './scope';
import type { Issue } from '../store/Issue';
import type { StoredEvent } from '../store/types';

type IssueTest = (issue: Issue) => boolean;

const statuses: Record<string, Issue['status']> = {
  unresolved: 'unresolved',
  resolved: 'resolved',
  ignored: 'ignored',
};

/** A word of a shell: bare, escaped and quoted parts next to each other. */
const WORD = /(?:\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^\s'"\\])+/y;
const PART = /\\([\s\S])|'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|([^\s'"\\]+)/g;

/**
 * GlitchTip's search: `is:`, `level:`, `has:`, any other key is a tag, and from the first
 * word without a colon on everything is text. It knows no negation, no list and no
 * comparison, and takes no offence at them: what it does not know, nothing has.
 *
 * @throws SentryApiError 500 where quotes are left open, or a backslash has nothing to escape
 */
export function compileSearch(query: string): IssueTest {
  if (query.includes('\0')) {
    throw serverFault();
  }
  const words = splitWords(query);
  const text = words.findIndex(word => !word.includes(':'));
  const conditions = text < 0 ? words : words.slice(0, text);
  const tests = conditions.map(word => {
    const colon = word.indexOf(':');
    const value = word.slice(colon + 1).replace(/^"+|"+$/g, '');
    return condition(word.slice(0, colon), value);
  });
  if (text >= 0) {
    tests.push(hasText(words.slice(text).join(' ')));
  }
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
  return issue.timeline.within(everything).some(event => {
    const tags = tagsOf(event);
    return Object.hasOwn(tags, key) && fits(tags[key]);
  });
}

/** The tags of an event: GlitchTip makes tags of the user, and none of the level. */
export function tagsOf(event: StoredEvent): Record<string, string> {
  const { level: _, user: _user, ...tags } = event.tags;
  const { user } = parsePayload(event);
  const ofUser = {
    'user.id': user?.id,
    'user.email': user?.email,
    'user.username': user?.username,
  };
  return {
    ...tags,
    ...Object.fromEntries(
      Object.entries(ofUser).flatMap(([key, value]) =>
        value ? [[key, String(value)]] : [],
      ),
    ),
  };
}

/** Whole words, all of them; with `*` also anything in between in the title. */
function hasText(text: string): IssueTest {
  const wanted = wordsOf(text);
  const inTitle = text.includes('*') ? titlePattern(text) : undefined;
  return issue => {
    const events = issue.timeline.within(everything);
    const vector = new Set(
      events.flatMap(({ title, culprit }) => wordsOf(`${title} ${culprit}`)),
    );
    return (
      (wanted.length > 0 && wanted.every(word => vector.has(word))) ||
      Boolean(inTitle?.test(issue.timeline.last.title))
    );
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function titlePattern(text: string): RegExp {
  const parts = text
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*'), 'i');
}

/** As Python's `shlex.split`. */
function splitWords(query: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query[at])) {
      at += 1;
      continue;
    }
    WORD.lastIndex = at;
    const word = WORD.exec(query)?.[0];
    const isWhole =
      word &&
      (at + word.length === query.length || /\s/.test(query[at + word.length]));
    if (!isWhole) {
      throw serverFault();
    }
    words.push(unquoted(word));
    at += word.length;
  }
  return words;
}

function unquoted(word: string): string {
  return word.replace(
    PART,
    (_, escaped?: string, single?: string, double?: string, bare?: string) =>
      escaped ?? single ?? double?.replace(/\\([\\"])/g, '$1') ?? bare ?? '',
  );
}
