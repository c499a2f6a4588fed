import { formatDate } from '../../serialize/series';
import type { Monitor } from '../../store/AlertStore';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import { answerPage } from '../pagination';
import { readProjects } from '../scope';
import type { ApiRoute } from '../types';

const monitorsPath = '/api/0/organizations/:organization/monitors/';

/** Monitors of jobs. */
export const monitorsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: monitorsPath,
  scopes: scopes.readAlerts,
  handle: (request, context) => {
    const { query, organization } = request;
    const found = readProjects(query, organization, context).flatMap(project =>
      context.alerts.monitors(project).filter(({ type }) => type === 'cron'),
    );
    return answerPage(request, context, found, serializeMonitor);
  },
};

/** What a job has reported, or did not, the newest first. */
export const checkInsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${monitorsPath}:monitor/checkins/`,
  scopes: scopes.readAlerts,
  handle: (request, context) => {
    const { organization, params } = request;
    const monitor = organization.projects
      .flatMap(project => context.alerts.monitors(project))
      .find(({ id, slug }) => [id, slug].includes(params.monitor));
    if (!monitor) {
      throw SentryApiError.notFound();
    }
    return answerPage(request, context, monitor.checkIns ?? [], checkIn => ({
      id: `${monitor.id}-${checkIn.time}`,
      environment: monitor.environment ?? 'production',
      status: checkIn.status,
      duration: checkIn.durationMs ?? null,
      dateCreated: formatDate(checkIn.time),
      dateAdded: formatDate(checkIn.time),
      dateUpdated: formatDate(checkIn.time),
      dateInProgress: null,
      dateClock: formatDate(checkIn.time),
      expectedTime: formatDate(checkIn.time),
      monitorConfig: configOf(monitor),
    }));
  },
};

function configOf({ schedule = '0 3 * * *' }: Monitor) {
  return {
    schedule_type: 'crontab',
    schedule,
    checkin_margin: null,
    max_runtime: null,
    timezone: 'UTC',
  };
}

function serializeMonitor(monitor: Monitor): Record<string, unknown> {
  const { id, slug, name, project, status = 'ok', checkIns = [] } = monitor;
  const [last] = checkIns;
  const isDisabled = status === 'disabled';
  const failing = checkIns.findLast(one => one.status !== 'ok') ?? last;
  const next = monitor.nextCheckIn;
  return {
    id,
    slug,
    name,
    status: isDisabled ? 'disabled' : 'active',
    isMuted: false,
    isUpserting: false,
    config: configOf(monitor),
    dateCreated: formatDate(0),
    project: {
      id: project.id,
      slug: project.slug,
      name: project.name,
      platform: project.platform,
    },
    environments: [
      {
        name: monitor.environment ?? 'production',
        status: isDisabled ? 'active' : status,
        isMuted: false,
        dateCreated: formatDate(0),
        lastCheckIn: last ? formatDate(last.time) : null,
        nextCheckIn: next === undefined ? null : formatDate(next),
        nextCheckInLatest: next === undefined ? null : formatDate(next),
        activeIncident:
          status === 'error' && failing
            ? {
                startingTimestamp: formatDate(failing.time),
                resolvingTimestamp: null,
                brokenNotice: null,
              }
            : null,
      },
    ],
    owner: null,
  };
}
