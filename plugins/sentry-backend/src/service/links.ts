import {
  sentryIssuesLink,
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
  organization: string,
  projectId: string,
): string {
  return sentryIssuesLink({ baseUrl, organization, projects: [projectId] });
}

/** A list in Sentry; `undefined` where it takes more than one page there. */
export function issuesLink(
  sources: Source[],
  filters: LinkFilters,
): string | undefined {
  if (sources.length !== 1) {
    return undefined;
  }
  const [{ instance, organization, projects }] = sources;
  return sentryIssuesLink({
    baseUrl: instance.baseUrl,
    organization,
    projects: projects.map(({ id }) => id),
    ...filters,
  });
}
