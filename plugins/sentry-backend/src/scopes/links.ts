import type { SentryProject } from 'backstage-plugin-sentry-common';
import { sentryLinks, type SentryPlace } from 'backstage-plugin-sentry-node';
import type { ProjectScope } from './types';

/** What of a list Sentry's own page can show, too. */
interface LinkFilters {
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
}: Pick<ProjectScope, 'client' | 'instance' | 'organization'>): SentryPlace {
  const { baseUrl, publicUrl } = instance;
  const { server } = client.capabilities;
  return { baseUrl, publicUrl, organization, server };
}

/** The issues of one project in Sentry. */
export function projectIssuesLink(
  instance: ProjectScope['instance'],
  client: ProjectScope['client'],
  { organization, id }: SentryProject,
): string {
  const place = placeOf({ client, instance, organization });
  return sentryLinks.issues({ ...place, projects: [id] });
}

/** A list in Sentry; `undefined` where it takes more than one page there. */
export function issuesLink(
  scopes: ProjectScope[],
  filters: LinkFilters,
): string | undefined {
  if (scopes.length !== 1) {
    return undefined;
  }
  const [scope] = scopes;
  return sentryLinks.issues({
    ...placeOf(scope),
    projects: scope.projectIds,
    ...filters,
  });
}
