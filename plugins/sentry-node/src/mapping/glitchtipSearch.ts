import { SentryProblemError } from '../problems';

/** Words as Sentry takes them: quotes hold spaces together. */
const TERM = /(?:"(?:\\.|[^"\\])*"|[^\s"])+/gs;
const CONDITION =
  /^(!?)(?:"([\w.-]+)"|tags\[([\w.-]+)\]|([\w.-]+)):(?!\/\/)(.+)$/s;
const QUOTED = /^"((?:\\.|[^"\\])*)"$/s;
const PLAIN_WORD = /^[\w@%+=:,./*!?#[\]-]+$/;

const statuses: Record<string, string> = {
  unresolved: 'unresolved',
  resolved: 'resolved',
  ignored: 'ignored',
  archived: 'ignored',
};
const levels = ['debug', 'info', 'warning', 'error', 'fatal', 'sample'];

/** What Sentry knows of an issue or event by itself, and GlitchTip has no tag for. */
const SENTRY_FIELD =
  /^(?:age|assigned|assigned_or_suggested|bookmarks|category|detector|firstRelease|firstSeen|first_seen|id|lastSeen|last_seen|location|message|platform|project_id|subscribed|times_?seen|timestamp|title|user|(?:error|event|geo|http|issue|project|release\.\w+|sdk|stack|unreal)(?:\.\w+)*)$/i;

/**
 * A search as GlitchTip takes it: it splits it as a shell does, so that an apostrophe breaks
 * it; knows three statuses, of which it calls archived ignored; and takes everything from the
 * first word without a colon on for text, so that conditions go first.
 *
 * @throws SentryProblemError `QUERY_INVALID` naming the term that GlitchTip does not have. It
 *   finds nothing then and says so as if there were nothing.
 */
export function glitchtipQuery(query: string): string {
  if (query.includes('\0') || query.replace(TERM, '').includes('"')) {
    throw new SentryProblemError({
      code: 'QUERY_INVALID',
      message: query.includes('\0')
        ? 'GlitchTip can’t search for a null character.'
        : 'A quotation mark in the search is left open.',
      action: 'Correct the search.',
    });
  }
  const conditions: string[] = [];
  const text: string[] = [];
  for (const term of query.match(TERM) ?? []) {
    const [, not, quoted, tag, plain, value] = CONDITION.exec(term) ?? [];
    const key = quoted ?? tag ?? plain;
    if (key !== undefined) {
      conditions.push(word(condition(term, { not, key, value })));
    } else if (/^(?:AND|OR|\(.*|!.+|[^(]*\))$/s.test(term)) {
      throw unknownTerm(term);
    } else {
      // It looks for whole words, whatever is between them.
      text.push(
        ...unquoted(term)
          .split(/[\s:]+/)
          .filter(Boolean)
          .map(word),
      );
    }
  }
  return [...conditions, ...text].join(' ');
}

/** Whether GlitchTip's search has what the query asks for. */
export function isGlitchtipSearch(query: string): boolean {
  try {
    glitchtipQuery(query);
    return true;
  } catch {
    return false;
  }
}

function condition(
  term: string,
  { not, key, value }: { not: string; key: string; value: string },
): string {
  const isQuoted = QUOTED.test(value);
  const wanted = unquoted(value);
  const isPlain = isQuoted || !/^(?:\[|[<>]=?|!=)|\*/.test(value);
  if (not || !isPlain || !isKnownValue(key, wanted)) {
    throw unknownTerm(term);
  }
  return `${key}:${key === 'is' ? statuses[wanted] : wanted}`;
}

function isKnownValue(key: string, value: string): boolean {
  switch (key) {
    case 'is':
      return Object.hasOwn(statuses, value);
    case 'level':
      return levels.includes(value);
    default:
      return !SENTRY_FIELD.test(key);
  }
}

function unquoted(value: string): string {
  return QUOTED.exec(value)?.[1].replace(/\\(["\\])/g, '$1') ?? value;
}

/** One word of a shell. */
function word(value: string): string {
  return PLAIN_WORD.test(value)
    ? value
    : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

function unknownTerm(term: string): SentryProblemError {
  return new SentryProblemError({
    code: 'QUERY_INVALID',
    message: `GlitchTip can't search for \`${term}\`.`,
    action:
      'Use is:unresolved, is:resolved, is:archived, level:, has:, a tag, or whole words.',
    invalid: { parameter: 'query', values: [term] },
  });
}
