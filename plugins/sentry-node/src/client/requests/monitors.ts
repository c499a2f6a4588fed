import type { SentryMonitor } from 'backstage-plugin-sentry-common';
import {
  checkInSchema,
  monitorSchema,
  toCheckIn,
  toCronMonitor,
  toUptimeMonitor,
  uptimeSchema,
  worstOf,
  type RawMonitor,
} from '../../mapping/monitors';
import { SentryProblemError } from '../../problems';
import { apiPath } from '../http/path';

import { ifPresent, type Call, type ProjectRef } from './call';
import { readList, readPages } from './read';

const MAX_PAGES = 3;
/** Check-ins are read job by job. */
const MAX_JOBS = 10;
const MAX_CHECK_INS = 20;

interface MonitorsQuestion {
  projects: ProjectRef[];
  /** Whether the check-ins of the first ten jobs are read, too: one call each. */
  withCheckIns?: boolean;
}

/** Jobs and addresses of the projects; the unhealthy first. */
export async function listMonitors(
  call: Call,
  { projects, withCheckIns = false }: MonitorsQuestion,
): Promise<SentryMonitor[] | undefined> {
  await call.identify();
  const [jobs, addresses] = await Promise.all([
    listJobs(call, projects),
    listAddresses(call, projects),
  ]);
  if (!jobs && !addresses) {
    return undefined;
  }
  const place = call.mapping();
  const crons = (jobs ?? [])
    .map(raw => ({ raw, monitor: toCronMonitor(raw, place) }))
    .sort((a, b) => byHealth(a.monitor, b.monitor));
  const described = await Promise.all(
    crons.map(({ raw, monitor }, index) =>
      withCheckIns && index < MAX_JOBS
        ? addCheckIns(call, raw, monitor)
        : monitor,
    ),
  );
  return [...described, ...(addresses ?? [])].sort(byHealth);
}

/** Unhealthy ones first, then by name. */
function byHealth(a: SentryMonitor, b: SentryMonitor): number {
  const rank = ({ state }: SentryMonitor) =>
    ['failing', 'missed'].includes(state) ? 0 : 1;
  return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
}

async function listJobs(
  call: Call,
  projects: ProjectRef[],
): Promise<RawMonitor[] | undefined> {
  const ids = projects.map(({ id }) => id);
  const found = await ifPresent(call, 'listMonitors', () =>
    readPages(
      async cursor =>
        readList(
          await call.send({
            operation: 'listMonitors',
            path: apiPath`/organizations/${call.organization}/monitors/`,
            query: { project: ids, per_page: 100, cursor },
            subject: { scope: 'alerts:read' },
          }),
          monitorSchema,
        ),
      MAX_PAGES,
    ),
  );
  return found?.items.filter(({ project }) => ids.includes(project.id));
}

async function listAddresses(
  call: Call,
  projects: ProjectRef[],
): Promise<SentryMonitor[] | undefined> {
  const found = await ifPresent(call, 'listUptimeMonitors', () =>
    readPages(
      async cursor =>
        readList(
          await call.send({
            operation: 'listUptimeMonitors',
            path: apiPath`/organizations/${call.organization}/detectors/`,
            query: {
              project: projects.map(({ id }) => id),
              query: 'type:uptime_domain_failure',
              per_page: 100,
              cursor,
            },
            subject: { scope: 'alerts:read' },
          }),
          uptimeSchema,
        ),
      MAX_PAGES,
    ),
  );
  const place = call.mapping();
  return found?.items.flatMap(raw => {
    const project = projects.find(({ id }) => id === raw.projectId);
    return project ? toUptimeMonitor(raw, project.slug, place) : [];
  });
}

/**
 * Only a check-in says whether a job failed or did not run. Asked by id: projects can have jobs
 * of the same slug, and by that Sentry answers with the oldest of the organization.
 */
async function addCheckIns(
  call: Call,
  { id }: RawMonitor,
  monitor: SentryMonitor,
): Promise<SentryMonitor> {
  try {
    const answer = await call.send({
      operation: 'listCheckIns',
      path: apiPath`/organizations/${call.organization}/monitors/${id}/checkins/`,
      query: { per_page: MAX_CHECK_INS },
      subject: { scope: 'alerts:read' },
    });
    const checkIns = readList(answer, checkInSchema)
      .items.slice(0, MAX_CHECK_INS)
      .flatMap(toCheckIn);
    const environments = monitor.environments.map(one => {
      const last = checkIns.find(({ environment }) => environment === one.name);
      const isMissed = one.state === 'failing' && last?.status === 'missed';
      return isMissed ? { ...one, state: 'missed' as const } : one;
    });
    return {
      ...monitor,
      checkIns,
      environments,
      ...(monitor.state === 'failing' && { state: worstOf(environments) }),
    };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return monitor;
    }
    throw error;
  }
}
