import type { SentryProject } from 'backstage-plugin-sentry-common';
import {
  sentryIssuesLink,
  type SentryClient,
  type SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type { Source } from './projects';

/** What of a list Sentry's own page can show, too. */
export interface LinkFilters {
  query: string;
  environments: string[];
  statsPeriod: string;
  sort?: string;
}

/** The issues of one project in Sentry. */
export function projectIssuesLink(
  { baseUrl }: SentryInstanceConfig,
  { capabilities }: SentryClient,
  { organization, id }: SentryProject,
): string {
  return sentryIssuesLink({
    baseUrl,
    organization,
    server: capabilities.server,
    projects: [id],
  });
}

/** A list in Sentry; `undefined` where it takes more than one page there. */
export function issuesLink(
  sources: Source[],
  filters: LinkFilters,
): string | undefined {
  if (sources.length !== 1) {
    return undefined;
  }
  const [{ client, instance, organization, projects }] = sources;
  return sentryIssuesLink({
    baseUrl: instance.baseUrl,
    organization,
    server: client.capabilities.server,
    projects: projects.map(({ id }) => id),
    ...filters,
  });
}
