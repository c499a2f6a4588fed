/** The statuses the filter offers; `all` is a search that names none. */
export const issueStatuses = [
  'unresolved',
  'resolved',
  'archived',
  'all',
] as const;

/** One of {@link issueStatuses}. */
export type IssueStatusFilter = (typeof issueStatuses)[number];

const statusOfToken: Record<string, IssueStatusFilter> = {
  'is:unresolved': 'unresolved',
  'is:resolved': 'resolved',
  'is:archived': 'archived',
  'is:ignored': 'archived',
};

/** The status that a search in Sentry's syntax asks for. */
export function readStatus(query: string): IssueStatusFilter {
  return (
    tokensOf(query)
      .map(token => statusOfToken[token])
      .find(Boolean) ?? 'all'
  );
}

/** The same search for another status. */
export function withStatus(query: string, status: IssueStatusFilter): string {
  const rest = tokensOf(query).filter(token => !statusOfToken[token]);
  return [...(status === 'all' ? [] : [`is:${status}`]), ...rest].join(' ');
}

/** Splits at spaces, except those within quotes or brackets. */
function tokensOf(query: string): string[] {
  return query.match(/(?:"(?:\\.|[^"\\])*"|\[[^\]]*\]|\S)+/g) ?? [];
}
