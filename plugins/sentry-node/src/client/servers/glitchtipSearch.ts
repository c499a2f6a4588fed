// A shell's words: quotes hold spaces together.
const TERMS = /(?:"[^"]*"|[^\s"])+/g;
const CONDITION = /^(!?)([\w.-]+|"[^"]+"):(.*)$/s;

const statuses = ['unresolved', 'resolved', 'ignored'];

/** What Sentry knows of an issue by itself, and no event has as a tag. */
const issueFields = new Set([
  'age',
  'assigned',
  'assigned_or_suggested',
  'bookmarks',
  'firstRelease',
  'firstSeen',
  'lastSeen',
  'project',
  'timesSeen',
]);

/**
 * Whether GlitchTip's search has what the query asks for: `is:` with three statuses, `level:`,
 * `has:`, tags and text. Everything else it takes for a tag that no event has, so that it
 * finds nothing and says so as if there were nothing: `is:new`, `error.unhandled:`,
 * `issue.priority:`, negations and lists.
 */
export function isGlitchtipSearch(query: string): boolean {
  return (query.match(TERMS) ?? []).every(term => {
    const [, not, quoted, value] = CONDITION.exec(term) ?? [];
    if (quoted === undefined) {
      return true;
    }
    const key = quoted.replaceAll('"', '');
    return (
      !not &&
      !value.startsWith('[') &&
      !issueFields.has(key) &&
      !/^(?:error|issue|stack)(?:\.|$)/.test(key) &&
      (key !== 'is' || statuses.includes(value))
    );
  });
}
