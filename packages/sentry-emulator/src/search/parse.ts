/** A search that Sentry can't parse; the message is Sentry's. */
export class SearchError extends Error {}

/**
 * A search that Sentry can parse but not run: its message comes without the prefix of
 * a parse error.
 */
export class UnaskableSearchError extends SearchError {}

type SearchOperator = '=' | '>' | '>=' | '<' | '<=';

/** One condition of a search; all of them must hold. */
export interface SearchTerm {
  key: string;
  negated: boolean;
  operator: SearchOperator;
  /** Any of them matches. `*` in a value stands for any text, `\*` for itself. */
  values: string[];
  freeText: boolean;
}

const booleanMessage =
  'Boolean statements containing "OR" or "AND" are not supported in this search';
const keyPattern =
  /(!?)(?:"((?:[^"\\]|\\.)+)"|([A-Za-z0-9_.\-]+(?:\[[^\]\s]+\])?)):/y;
const operatorPattern = /(>=|<=|>|<|=|!=)?/y;
const operators: SearchOperator[] = ['>=', '<=', '>', '<'];
const freeTextKey = 'message';

/**
 * Reads a search as Sentry's issue stream does: filters `key:value`, with `!`,
 * lists, quotes and comparisons; all other words next to each other are one text.
 */
export function parseSearch(query: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let words: string[] = [];
  const flushWords = () => {
    if (words.length > 0) {
      terms.push({
        key: freeTextKey,
        negated: false,
        operator: '=',
        values: [words.join(' ')],
        freeText: true,
      });
      words = [];
    }
  };

  let position = 0;
  while (position < query.length) {
    if (/\s/.test(query[position])) {
      position += 1;
      continue;
    }
    keyPattern.lastIndex = position;
    const key = keyPattern.exec(query);
    if (key) {
      flushWords();
      const name = unwrapTag(key[2] ?? key[3]);
      const parsed = readFilter(query, keyPattern.lastIndex, name);
      terms.push({
        key: name,
        negated: (key[1] === '!') !== parsed.negated,
        ...parsed.term,
      });
      position = parsed.end;
      continue;
    }
    const word = readWord(query, position);
    words.push(word.text);
    position = word.end;
  }
  flushWords();
  return terms;
}

/** `tags[level]` names the tag where a field has the same name. */
function unwrapTag(key: string): string {
  return /^tags\[([^\]]+)\]$/.exec(key)?.[1] ?? key;
}

function readFilter(
  query: string,
  start: number,
  key: string,
): {
  term: Pick<SearchTerm, 'operator' | 'values' | 'freeText'>;
  negated: boolean;
  end: number;
} {
  operatorPattern.lastIndex = start;
  const sign = operatorPattern.exec(query)?.[1];
  const valueStart = start + (sign?.length ?? 0);
  const operator = operators.find(known => known === sign) ?? '=';
  if (key === 'is' && query[valueStart] === '[') {
    throw new SearchError('"in" syntax invalid for "is" search');
  }
  const { values, end } =
    query[valueStart] === '['
      ? readList(query, valueStart)
      : readSingle(query, valueStart, key);
  return {
    term: { operator, values, freeText: false },
    negated: sign === '!=',
    end,
  };
}

function readSingle(
  query: string,
  start: number,
  key: string,
): { values: string[]; end: number } {
  if (query[start] === '"') {
    const quoted = readQuoted(query, start);
    return { values: [quoted.text], end: quoted.end };
  }
  const text = /^[^\s]*/.exec(query.slice(start))?.[0] ?? '';
  if (text === '') {
    throw new SearchError(`Empty string after '${key}:'`);
  }
  if (/^[()]/.test(text)) {
    throw unbalanced(query, start);
  }
  return { values: [text], end: start + text.length };
}

function readList(
  query: string,
  start: number,
): { values: string[]; end: number } {
  const values: string[] = [];
  let position = start + 1;
  for (;;) {
    while (query[position] === ' ') {
      position += 1;
    }
    if (position >= query.length) {
      throw unbalanced(query, start);
    }
    if (query[position] === '"') {
      const quoted = readQuoted(query, position);
      values.push(quoted.text);
      position = quoted.end;
    } else {
      const text = /^[^,\]]*/.exec(query.slice(position))?.[0] ?? '';
      values.push(text.trim());
      position += text.length;
    }
    while (query[position] === ' ') {
      position += 1;
    }
    if (query[position] === ']') {
      return { values, end: position + 1 };
    }
    if (query[position] !== ',') {
      throw unbalanced(query, start);
    }
    position += 1;
  }
}

function readWord(query: string, start: number): { text: string; end: number } {
  if (query[start] === '"') {
    return readQuoted(query, start);
  }
  const text = /^[^\s"]+/.exec(query.slice(start))?.[0] ?? '';
  if (text === 'OR' || text === 'AND') {
    throw new SearchError(booleanMessage);
  }
  if (/[()]/.test(text)) {
    const opened = query.split('(').length;
    if (opened !== query.split(')').length) {
      throw unbalanced(query, start);
    }
    throw new SearchError(booleanMessage);
  }
  return { text, end: start + text.length };
}

function readQuoted(
  query: string,
  start: number,
): { text: string; end: number } {
  const match = /^"((?:[^"\\]|\\[^])*)"/.exec(query.slice(start));
  if (!match) {
    throw unbalanced(query, start);
  }
  return {
    text: match[1].replace(/\\"/g, '"'),
    end: start + match[0].length,
  };
}

function unbalanced(query: string, position: number): SearchError {
  const near = query.slice(Math.max(0, position - 5), position + 5);
  return new SearchError(
    `Parse error at '${near}' (column ${position + 1}). This is commonly caused by unmatched parentheses. Enclose any text in double quotes.`,
  );
}
