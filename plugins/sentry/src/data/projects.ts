import {
  type SentryIssueSort,
  sentryIssueSorts,
  type SentryProblem,
  type SentryProjectEntry,
  sentryProjectName,
  type SentryProjectsResponse,
  type SentrySummary,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { areInMany } from '../issueUrl/address';
import { type IssuesOf, useProjects } from './answers';
import type { Answer } from './useAnswer';

/** What the servers of an entity's projects can be asked for. */
export type Capabilities = NonNullable<SentryProjectsResponse['capabilities']>;

/** Until it is known otherwise: nearly every server is a Sentry. */
export const allCapabilities: Capabilities = {
  sorts: [...sentryIssueSorts],
  statsPeriod: true,
  issueTrend: true,
  users: true,
  eventTrend: true,
  limitedBy: [],
};

/** What a server is called, a Sentry unless it is known otherwise. */
export function serverName(server: 'sentry' | 'glitchtip' | undefined): string {
  return server === 'glitchtip' ? 'GlitchTip' : 'Sentry';
}

/** What the server is called that a link leads to: there is one where all projects are on it. */
export function linkedServer(capabilities: Capabilities | undefined): string {
  return serverName(capabilities?.limitedBy[0]?.server);
}

/** The orders that every server knows: with these there is nothing to wait for. */
const commonSorts: SentryIssueSort[] = ['date', 'new', 'freq'];

/** Whether it has to be known first what the servers can do. */
export function isUncommonSort(sort: SentryIssueSort): boolean {
  return !commonSorts.includes(sort);
}

/** The order asked for, or else the nearest that there is. */
export function offeredSort(
  sort: SentryIssueSort,
  { sorts }: Capabilities,
): SentryIssueSort {
  return sorts.includes(sort) || sorts.length === 0
    ? sort
    : (sorts.find(offered => offered === 'date') ?? sorts[0]);
}

/** Whether a summary is without what a Sentry returns: its server may not support it. */
export function lacksCounts(summary: SentrySummary | undefined): boolean {
  return (
    summary !== undefined && (summary.users === undefined || !summary.trend)
  );
}

/**
 * What the servers of the projects can do, asked only where it matters.
 *
 * @returns undefined while it is being asked for
 */
export function useCapabilities(
  of: IssuesOf,
  isNeeded: boolean,
): Capabilities | undefined {
  const projects = useProjects(of, isNeeded);
  return isNeeded ? capabilitiesOf(projects) : allCapabilities;
}

function capabilitiesOf({
  data,
  error,
}: Answer<SentryProjectsResponse>): Capabilities | undefined {
  return data || error ? (data?.capabilities ?? allCapabilities) : undefined;
}

/** What a list of issues can be narrowed by. */
interface FilterOptions {
  projects: { value: string; label: string }[];
  /** Whether the projects are in several places, as far as is known. */
  inMany: boolean;
  /** What the servers can do; undefined until it is known. */
  capabilities: Capabilities | undefined;
  /** Why projects are not among them. */
  problems: SentryProblem[];
}

/**
 * The projects to choose from, and what their servers can do. A filter
 * without its choices is no reason to withhold the issues: failures here count as nothing
 * to choose.
 */
export function useFilterOptions(of: IssuesOf): FilterOptions {
  const projects = useProjects(of);
  const items = projects.data?.items;
  const choice = useMemo(() => {
    const found = items?.filter(item => !item.problem) ?? [];
    return { inMany: areInMany(found), projects: optionsOf(found) };
  }, [items]);
  return {
    ...choice,
    capabilities: capabilitiesOf(projects),
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
