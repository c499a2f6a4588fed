import { isSentrySaas } from '../client/servers/isSentrySaas';

/**
 * What a list of issues in Sentry's own pages is narrowed to.
 *
 * @public
 */
export interface SentryIssuesLinkOptions {
  /** Of the instance, without a trailing slash. */
  baseUrl: string;
  /** Slug of the organization. */
  organization: string;
  /** Numeric ids; none for all. */
  projects?: string[];
  /** Sentry's search syntax. */
  query?: string;
  /** Names; none for all. */
  environments?: string[];
  /** Window such as `14d`. */
  statsPeriod?: string;
  /** `date`, `new`, `freq`, `user` or `trends`. */
  sort?: string;
}

/**
 * The address of a list of issues in Sentry, for a browser. sentry.io serves each
 * organization under a host of its own, other servers under a path.
 *
 * @public
 */
export function sentryIssuesLink(options: SentryIssuesLinkOptions): string {
  const { baseUrl, organization, projects = [], environments = [] } = options;
  const search = new URLSearchParams();
  projects.forEach(id => search.append('project', id));
  environments.forEach(name => search.append('environment', name));
  for (const key of ['query', 'statsPeriod', 'sort'] as const) {
    const value = options[key];
    if (value !== undefined) {
      search.set(key, value);
    }
  }
  const page = pageOf(baseUrl, organization, 'issues/');
  return search.size ? `${page}?${search}` : page;
}

/** The address of a release in Sentry, for a browser. */
export function sentryReleaseLink(options: {
  baseUrl: string;
  organization: string;
  version: string;
}): string {
  const { baseUrl, organization, version } = options;
  return pageOf(
    baseUrl,
    organization,
    `releases/${encodeURIComponent(version)}/`,
  );
}

function pageOf(baseUrl: string, organization: string, path: string): string {
  const slug = encodeURIComponent(organization);
  return isSentrySaas(new URL(baseUrl).hostname)
    ? `https://${slug}.sentry.io/${path}`
    : `${baseUrl}/organizations/${slug}/${path}`;
}
