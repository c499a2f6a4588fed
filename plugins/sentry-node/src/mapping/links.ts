import type { SentryInstanceConfig } from '../config/types';
import { glitchtipQuery, isGlitchtipSearch } from './glitchtipSearch';
import { toHttpUrl } from './fields';

/** Whether a host is one of sentry.io, whose regions are subdomains. */
export function isSentrySaas(hostname: string): boolean {
  return hostname === 'sentry.io' || hostname.endsWith('.sentry.io');
}

/**
 * An organization, and where a browser finds it.
 *
 * @public
 */
export interface SentryPlace {
  /** Of the instance, without a trailing slash. */
  baseUrl: string;
  /** Of the instance, where browsers reach it by another address than the backend. */
  publicUrl?: string;
  /** Slug of the organization. */
  organization: string;
  /** The kind of server, whose pages are elsewhere. Default: Sentry. */
  server?: SentryInstanceConfig['server'];
}

/** What Sentry's answers do not say of themselves. */
export interface MappingContext extends SentryPlace {
  /** Name of the instance in config. */
  instance: string;
}

/**
 * Addresses of pages of Sentry, for a browser. sentry.io serves each organization under a host of
 * its own, other servers under a path.
 *
 * @public
 */
export const sentryLinks = {
  /**
   * The address of a list of issues in Sentry, for a browser. sentry.io serves each
   * organization under a host of its own, other servers under a path.
   */
  issues(
    options: SentryPlace & {
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
    },
  ): string {
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
        search.set(key, key === 'query' ? queryFor(options, value) : value);
      }
    }
    const page = sentryLinks.page(options, 'issues/');
    return search.size ? `${page}?${search}` : page;
  },

  /** The address of a release in Sentry, for a browser. */
  release(place: SentryPlace, version: string): string {
    return sentryLinks.page(place, `releases/${encodeURIComponent(version)}/`);
  },

  /**
   * The address of an organization's own integrations in Sentry, for a browser. Path:
   * static/app/router/routes.tsx of Sentry, `developer-settings`.
   *
   * @param slug - of one of them. Default: the list
   */
  integrations(
    { baseUrl, publicUrl = baseUrl, organization }: SentryPlace,
    slug?: string,
  ): string {
    const name = encodeURIComponent(organization);
    const page = slug ? `${encodeURIComponent(slug)}/` : '';
    return isSentrySaas(new URL(publicUrl).hostname)
      ? `https://${name}.sentry.io/settings/developer-settings/${page}`
      : `${publicUrl}/settings/${name}/developer-settings/${page}`;
  },

  /**
   * The address of an issue in Sentry, for a browser: what Sentry returns, as far as a browser can
   * follow it, else one that is built.
   *
   * @param permalink - as Sentry returns it, on the host of its own settings
   */
  issue(place: SentryPlace, id: string, permalink?: string): string {
    const built = sentryLinks.page(place, `issues/${encodeURIComponent(id)}/`);
    const parsed = URL.parse(toHttpUrl(permalink) ?? '');
    if (!parsed) {
      return built;
    }
    if (place.publicUrl) {
      // Feedback and the like have pages of their own, with a query.
      const path = /\/(?:organizations\/.*|[^/]+\/issues\/\d+\/?)$/.exec(
        parsed.pathname,
      )?.[0];
      return path ? `${place.publicUrl}${path}${parsed.search}` : built;
    }
    const isForeign = isLocal(parsed) && !isLocal(new URL(place.baseUrl));
    return isForeign ? built : parsed.href;
  },

  /**
   * The address of an event of an issue in Sentry, for a browser. An issue whose page is not
   * among the issues, such as feedback, is shown there as a whole.
   *
   * @param issueLink - of the issue: its `permalink`
   */
  event(issueLink: string | undefined, eventId: string): string | undefined {
    const url = URL.parse(issueLink ?? '');
    if (url && /\/issues\/[^/]+\/?$/.test(url.pathname)) {
      url.pathname = `${url.pathname.replace(/\/?$/, '/')}events/${eventId}/`;
    }
    return toHttpUrl(url?.href);
  },

  /**
   * The address of a page of an organization in Sentry, for a browser.
   *
   * @param path - below the organization, its names encoded
   */
  page(
    { baseUrl, publicUrl = baseUrl, organization, server }: SentryPlace,
    path: string,
  ): string {
    const slug = encodeURIComponent(organization);
    if (server === 'glitchtip') {
      return `${publicUrl}/${slug}/${path.replace(/\/$/, '')}`;
    }
    return isSentrySaas(new URL(publicUrl).hostname)
      ? `https://${slug}.sentry.io/${path}`
      : `${publicUrl}/organizations/${slug}/${path}`;
  },
};

/** GlitchTip's pages read a search as its Web API does: as that was asked. */
function queryFor({ server }: SentryPlace, query: string): string {
  return server === 'glitchtip' && isGlitchtipSearch(query)
    ? glitchtipQuery(query)
    : query;
}

/** What a Sentry without its own address in its settings names, such as `http://web:9000`. */
function isLocal({ hostname }: URL): boolean {
  return !hostname.includes('.') || /^(?:127\.|0\.0\.0\.0$)/.test(hostname);
}
