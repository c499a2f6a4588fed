import { projectOfShortId, type Source } from '../projects';
import { SEARCH_TERMS } from './searchTerms';

const NAMED = /^(!?)(?:issue|"issue"):(!=|=)?(.+)$/s;
const VALUES = /"(?:\\.|[^"\\])*"|[^,]+/g;

/**
 * A search without the short ids in `issue:` that are of other projects than the source's:
 * none of its issues is one of them. Sentry looks each up in the whole organization and
 * refuses the search where there is none, which another organization of the entity must not
 * fail for, and which would tell callers what there is in projects that are none of theirs.
 *
 * @returns `undefined` where nothing of the source can be found then
 */
export function ownIssuesQuery(
  query: string,
  { client, projects }: Source,
): string | undefined {
  // To GlitchTip it is a tag.
  if (client.capabilities.server === 'glitchtip') {
    return query;
  }
  const slugs = projects.map(({ slug }) => slug.toLowerCase());
  let isEmpty = false;
  const own = query.replace(SEARCH_TERMS, term => {
    const [, not, operator = '', value] = NAMED.exec(term) ?? [];
    if (value === undefined) {
      return term;
    }
    const named = valuesOf(value);
    const left = named.filter(name => {
      const project = projectOfShortId(unquoted(name));
      // What is no short id is Sentry's to refuse.
      return project === undefined || slugs.includes(project);
    });
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

function valuesOf(value: string): string[] {
  const list = /^\[(.*)\]$/s.exec(value)?.[1];
  return list === undefined
    ? [value]
    : (list.match(VALUES) ?? []).map(one => one.trim()).filter(Boolean);
}

function unquoted(value: string): string {
  return /^"(.*)"$/s.exec(value)?.[1] ?? value;
}
