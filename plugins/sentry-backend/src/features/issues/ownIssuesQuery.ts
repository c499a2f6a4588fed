import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { projectOfShortId, ProjectScope } from '../../scopes/types';
import { SEARCH_TERMS } from './searchTerms';

/** `issue:X`, `!issue:X`, `issue:[X, "Y"]`: terms in which nothing else can hide. */
const NAMED =
  /^(!?)(?:issue|"issue"):(!=|=)?([^\s"[\](),]*|"[^"\\]*"|\[[^"[\]()]*(?:"[^"\\]*"[^"[\]()]*)*\])$/;
const VALUES = /"[^"]*"|[^,]+/g;
/** A text, or a condition with one. */
const QUOTED = /^(?:!?[\w.-]+:)?"[^"]*"$/;
/**
 * What Sentry, whose terms need no space between them, may read as a condition on `issue`:
 * `"b"issue:`, `level:[error]issue:`, `tags[issue]:`. Not a tag such as `jira_issue:`.
 */
const CONDITION = /(?<![a-z][_.-])issue"?\s*(?:,\s*\w*\s*)?\]?\s*:/i;
/** Without a separator it is no short id to Sentry either, which refuses it. */
const NO_SHORT_ID = /^[a-z0-9.]*$/i;
const PLAIN = /^[\w .-]+$/;

/**
 * A search without the short ids in `issue:` that are of other projects than the scope's:
 * none of its issues is one of them. Sentry looks each up in the whole organization and
 * refuses the search where there is none, which another organization of the entity must not
 * fail for, and which would tell callers what there is in projects that are none of theirs.
 *
 * @returns `undefined` where nothing of the scope can be found then
 * @throws SentryProblemError `QUERY_INVALID`, whatever there is at Sentry, where `issue:` is
 *   written so that it is not certain which issues Sentry would look up
 */
export function ownIssuesQuery(
  query: string,
  { client, projects }: ProjectScope,
): string | undefined {
  // To GlitchTip it is a tag.
  if (client.capabilities.server === 'glitchtip') {
    return query;
  }
  refuseHidden(query);
  const slugs = projects.map(({ slug }) => slug.toLowerCase());
  let isEmpty = false;
  const own = query.replace(SEARCH_TERMS, term => {
    const [, not, operator = '', value] = NAMED.exec(term) ?? [];
    if (value === undefined) {
      return term;
    }
    const named = valuesOf(value);
    const left = named.filter(name => isOwn(unquoted(name), slugs));
    if (left.length === named.length) {
      return term;
    }
    if (left.length) {
      return `${not}issue:${operator}[${left.join(',')}]`;
    }
    isEmpty ||= (not === '!') === (operator === '!=');
    return '';
  });
  return isEmpty ? undefined : own.trim();
}

function isOwn(name: string, slugs: string[]): boolean {
  if (NO_SHORT_ID.test(name)) {
    return true;
  }
  const project = PLAIN.test(name) ? projectOfShortId(name) : undefined;
  if (project === undefined) {
    throw unclear();
  }
  return slugs.includes(project);
}

/** What is left, once the terms that are clear are taken out, must not name an issue. */
function refuseHidden(query: string): void {
  const terms = query.match(SEARCH_TERMS) ?? [];
  // Where a quote is odd or escaped, it is not certain which words are within quotes.
  const areQuotesClear =
    !query.includes('\\') &&
    terms.every(term => !term.includes('"') || isClear(term));
  const rest = query.replace(SEARCH_TERMS, term =>
    NAMED.test(term) || (areQuotesClear && QUOTED.test(term)) ? ' ' : term,
  );
  if (CONDITION.test(rest)) {
    throw unclear();
  }
}

function isClear(term: string): boolean {
  return QUOTED.test(term) || NAMED.test(term);
}

function unclear(): SentryProblemError {
  return new SentryProblemError({
    code: 'QUERY_INVALID',
    message:
      'The search names an issue in a form that this portal does not support.',
    action:
      'Write `issue:` with a short id, such as `issue:SHOP-WEB-1A`, with spaces around it. Put a text that contains `issue:` in double quotes.',
  });
}

function valuesOf(value: string): string[] {
  const list = /^\[(.*)\]$/s.exec(value)?.[1];
  return list === undefined
    ? [value]
    : (list.match(VALUES) ?? []).map(one => one.trim()).filter(Boolean);
}

function unquoted(value: string): string {
  return /^"(.*)"$/s.exec(value)?.[1] ?? value;
}
