import {
  type SentryEnvironmentsResponse,
  type SentryProblem,
  type SentryProjectEntry,
  sentryProjectName,
  type SentryProjectsResponse,
} from 'backstage-plugin-sentry-common';
import { areInMany } from '../address/issueAddress';
import { allCapabilities, type Capabilities } from '../capabilities';
import { useRefreshWhenStale } from './useRefreshWhenStale';
import { useResource } from './useResource';

/** What a list of issues can be narrowed by. */
export interface FilterOptions {
  environments: string[];
  projects: { value: string; label: string }[];
  /** Whether the projects are in several places, as far as is known. */
  inMany: boolean;
  /** What the servers can do; undefined until it is known. */
  capabilities: Capabilities | undefined;
  /** Why projects are not among them. */
  problems: SentryProblem[];
}

/**
 * The environments and projects to choose from, and what their servers can do. A filter
 * without its choices is no reason to withhold the issues: failures here count as nothing
 * to choose.
 *
 * @param getEnvironments - memoized, as is `getProjects`
 */
export function useFilterOptions(
  getEnvironments: (signal: AbortSignal) => Promise<SentryEnvironmentsResponse>,
  getProjects: (signal: AbortSignal) => Promise<SentryProjectsResponse>,
): FilterOptions {
  const environments = useResource(getEnvironments);
  const projects = useResource(getProjects);
  // An environment that was just deployed to is to be found without a reload.
  useRefreshWhenStale(environments);
  useRefreshWhenStale(projects);
  const found = projects.data?.items.filter(item => !item.problem) ?? [];
  return {
    inMany: areInMany(found),
    capabilities:
      projects.data || projects.error
        ? (projects.data?.capabilities ?? allCapabilities)
        : undefined,
    environments: environments.data?.items.map(({ name }) => name) ?? [],
    projects: optionsOf(found),
    problems: projects.data ? problemsOf(projects.data) : [],
  };
}

function problemsOf({
  items,
  problems,
}: SentryProjectsResponse): SentryProblem[] {
  const ofItems = items.flatMap(({ ref, problem }) =>
    problem ? { project: { project: ref }, ...problem } : [],
  );
  return [...problems, ...ofItems];
}

type Found = Extract<SentryProjectEntry, { problem?: undefined }>;

/** Each project once, by its slug, as in Sentry; with its organization where two have the same. */
function optionsOf(items: Found[]) {
  const projects = [
    ...new Map(items.map(item => [sentryProjectName(item), item])).values(),
  ];
  return projects.map(({ ref, organization, slug }) => ({
    value: ref,
    label: projects.some(one => one.ref !== ref && one.slug === slug)
      ? `${organization}/${slug}`
      : slug,
  }));
}
