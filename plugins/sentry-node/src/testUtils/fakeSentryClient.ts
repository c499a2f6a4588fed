import {
  SentryProblemError,
  type RawSentryIssue,
  type RawSentryProject,
  type SentryCapabilities,
  type SentryClient,
} from 'backstage-plugin-sentry-node';

/**
 * What a `fakeSentryClient` answers with.
 *
 * @public
 */
export interface FakeSentryClientOptions {
  /** Default `default`. */
  instance?: string;
  /** Default `fake`. */
  credentialId?: string;
  /** Default: `true`. */
  isShared?: boolean;
  /** Default: those of a Sentry. */
  capabilities?: SentryCapabilities;
  issues?: RawSentryIssue[];
  projects?: RawSentryProject[];
  environments?: string[];
  /** Count per query; those of other queries are the number of issues. */
  counts?: Record<string, number>;
  users?: number;
  trend?: [startSeconds: number, events: number][];
}

/**
 * A client that answers what it was given, whatever the query: issues of the
 * projects asked for, page by page.
 *
 * @public
 */
export function fakeSentryClient(
  options: FakeSentryClientOptions = {},
): SentryClient {
  const {
    issues = [],
    projects = [],
    environments = [],
    counts = {},
  } = options;
  const issuesOf = (ids: string[]) =>
    issues.filter(
      ({ project }) =>
        ids.length === 0 || !project || ids.includes(String(project.id)),
    );
  return {
    instance: options.instance ?? 'default',
    credentialId: options.credentialId ?? 'fake',
    isShared: options.isShared ?? true,
    capabilities: options.capabilities ?? {
      server: 'sentry',
      sorts: ['date', 'new', 'freq', 'user', 'trends'],
      statsPeriod: true,
      issueTrend: true,
      users: true,
      eventTrend: true,
    },
    listIssues: async (_organization, { project, limit = 100, cursor }) => {
      const matches = issuesOf(project);
      const start = Number(cursor ?? 0);
      const end = start + limit;
      return {
        items: matches.slice(start, end),
        ...(end < matches.length && { nextCursor: String(end) }),
        hits: matches.length,
        maxHits: 1000,
      };
    },
    countIssues: async (_organization, { queries, project }) =>
      queries.map(query => {
        const count = counts[query] ?? issuesOf(project).length;
        return { count: Math.min(count, 100), capped: count >= 100 };
      }),
    countUsers: async () => options.users,
    eventTrend: async () => options.trend,
    getProject: async (organization, idOrSlug) => {
      const found = projects.find(({ id, slug }) =>
        [id, slug].includes(idOrSlug),
      );
      if (!found) {
        throw new SentryProblemError({
          code: 'PROJECT_NOT_FOUND',
          message: `No project ${idOrSlug} in ${organization}.`,
        });
      }
      return found;
    },
    listProjects: async () => ({ items: projects }),
    listOrganizationEnvironments: async () => environments,
    listEnvironments: async () => environments,
    getIndex: async () => ({ version: '0' }),
    getOrganization: async slug => ({ id: '1', slug, name: slug }),
    listOrganizations: async () => ({ items: [] }),
  };
}
