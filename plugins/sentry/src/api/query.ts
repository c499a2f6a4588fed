import {
  isSentryStatsPeriod,
  sentryIssueSorts,
  type SentryIssuesQuery,
  type SentryIssueSort,
} from 'backstage-plugin-sentry-common';

/** The query parameters that {@link readIssuesQuery} reads. */
export const issuesQueryKeys = [
  'query',
  'environment',
  'project',
  'statsPeriod',
  'sort',
  'limit',
  'cursor',
] as const satisfies (keyof SentryIssuesQuery)[];

/**
 * Writes a query of the HTTP API as URL parameters. An empty list is written as one empty
 * value: absent would mean the default.
 */
export function writeQuery(query: object): URLSearchParams {
  const params = new URLSearchParams();
  const entries: [string, unknown][] = Object.entries(query);
  for (const [key, value] of entries) {
    if (Array.isArray(value)) {
      (value.length ? value : ['']).forEach(item => params.append(key, item));
    } else if (value !== undefined) {
      params.set(key, String(value));
    }
  }
  return params;
}

/** Reads what {@link writeQuery} wrote; whatever is not valid counts as absent. */
export function readIssuesQuery(params: URLSearchParams): SentryIssuesQuery {
  const sort = params.get('sort');
  const limit = Number(params.get('limit'));
  const statsPeriod = params.get('statsPeriod');
  const project = readList(params, 'project');
  return {
    query: params.get('query') ?? undefined,
    environment: readList(params, 'environment'),
    // No project at all is nothing to ask for; it can only mean all of them.
    project: project?.length ? project : undefined,
    statsPeriod:
      statsPeriod && isSentryStatsPeriod(statsPeriod) ? statsPeriod : undefined,
    sort: isSort(sort) ? sort : undefined,
    limit:
      Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : undefined,
    cursor: params.get('cursor') || undefined,
  };
}

function readList(params: URLSearchParams, key: string): string[] | undefined {
  return params.has(key) ? params.getAll(key).filter(Boolean) : undefined;
}

function isSort(value: string | null): value is SentryIssueSort {
  return sentryIssueSorts.some(sort => sort === value);
}

/** The statuses the filter offers; `all` is a search that names none. */
export const issueStatuses = [
  'unresolved',
  'resolved',
  'archived',
  'all',
] as const;

/** One of {@link issueStatuses}. */
type IssueStatusFilter = (typeof issueStatuses)[number];

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

/** Whether a search has a term such as `is:new`. */
export function hasTerm(query: string, term: string): boolean {
  return tokensOf(query).includes(term);
}

/** The same search with a term at its end, or without it. */
export function withTerm(query: string, term: string, isSet = true): string {
  const rest = tokensOf(query).filter(token => token !== term);
  return [...rest, ...(isSet ? [term] : [])].join(' ');
}

/** What Sentry's search reads as a property of issues, whatever tags are called so. */
const issueProperties = [
  'age',
  'assigned',
  'bookmarks',
  'category',
  'is',
  'issue',
  'lastSeen',
  'firstSeen',
  'project',
  'status',
  'timesSeen',
  'type',
];

/** The term that finds events with a value of a tag. */
export function tagTerm(key: string, value: string): string {
  const isPlain = /^[\w.-]+$/.test(key) && !issueProperties.includes(key);
  return `${isPlain ? key : `tags[${key}]`}:${searchValue(value)}`;
}

/** A value as a search takes it: within quotes where it has other than letters and digits. */
export function searchValue(value: string): string {
  const text = value.replaceAll('*', '\\*');
  return /^[\w./@+-]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`;
}

const term = /(?:"(?:\\.|[^"\\])*"|\[[^\]]*\]|\S)+/g;

/** The terms of a search, and where each stands: split at spaces, but those within quotes or brackets. */
export function splitTerms(
  query: string,
): { text: string; start: number; end: number }[] {
  return [...query.matchAll(term)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

function tokensOf(query: string): string[] {
  return splitTerms(query).map(({ text }) => text);
}
