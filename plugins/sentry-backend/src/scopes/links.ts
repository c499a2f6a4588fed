import type { SentryProject } from 'backstage-plugin-sentry-common';
import {
  sentryIssuesLink,
  type SentryPlace,
} from 'backstage-plugin-sentry-node';
import type { Source } from './types';

/** What of a list Sentry's own page can show, too. */
export interface LinkFilters {
  query: string;
  environments: string[];
  statsPeriod: string;
  sort?: string;
}

/** Where a browser finds the organization. */
export function placeOf({
  client,
  instance,
  organization,
}: Pick<Source, 'client' | 'instance' | 'organization'>): SentryPlace {
  const { baseUrl, publicUrl } = instance;
  const { server } = client.capabilities;
  return { baseUrl, publicUrl, organization, server };
}

/** The issues of one project in Sentry. */
export function projectIssuesLink(
  instance: Source['instance'],
  client: Source['client'],
  { organization, id }: SentryProject,
): string {
  const place = placeOf({ client, instance, organization });
  return sentryIssuesLink({ ...place, projects: [id] });
}

/** A list in Sentry; `undefined` where it takes more than one page there. */
export function issuesLink(
  sources: Source[],
  filters: LinkFilters,
): string | undefined {
  if (sources.length !== 1) {
    return undefined;
  }
  const [source] = sources;
  return sentryIssuesLink({
    ...placeOf(source),
    projects: source.projects.map(({ id }) => id),
    ...filters,
  });
}
