import type { SentryServerKind } from '../client/servers/dialects';
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
  /** The kind of server, whose pages are elsewhere. Default: Sentry. */
  server?: SentryServerKind;
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
  const { projects = [], environments = [] } = options;
  const search = new URLSearchParams();
  projects.forEach(id => search.append('project', id));
  environments.forEach(name => search.append('environment', name));
  // GlitchTip knows no windows, and names orders in its own way.
  const keys =
    options.server === 'glitchtip'
      ? (['query'] as const)
      : (['query', 'statsPeriod', 'sort'] as const);
  for (const key of keys) {
    const value = options[key];
    if (value !== undefined) {
      search.set(key, value);
    }
  }
  const page = pageOf(options, 'issues/');
  return search.size ? `${page}?${search}` : page;
}

/** The address of a release in Sentry, for a browser. */
export function sentryReleaseLink(options: {
  baseUrl: string;
  organization: string;
  version: string;
  /** Default: Sentry. */
  server?: SentryServerKind;
}): string {
  return pageOf(options, `releases/${encodeURIComponent(options.version)}/`);
}

function pageOf(
  options: {
    baseUrl: string;
    organization: string;
    server?: SentryServerKind;
  },
  path: string,
): string {
  const { baseUrl, server } = options;
  const slug = encodeURIComponent(options.organization);
  if (server === 'glitchtip') {
    return `${baseUrl}/${slug}/${path.replace(/\/$/, '')}`;
  }
  return isSentrySaas(new URL(baseUrl).hostname)
    ? `https://${slug}.sentry.io/${path}`
    : `${baseUrl}/organizations/${slug}/${path}`;
}
