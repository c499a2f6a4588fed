import type {
  SentryCheckIn,
  SentryMonitor,
  SentryMonitorEnvironment,
  SentryMonitorState,
} from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import { tidyName, tidyText } from '../text/mask';
import { compact, known, toIsoDate, toNumber } from './fields';
import { sentryLinks, type MappingContext } from './links';
import {
  amount,
  flag,
  maybe,
  maybeList,
  maybeWord,
  pathOf,
  text,
  word,
} from './read';

const MAX_ENVIRONMENTS = 50;

const environmentSchema = z.object({
  name: word,
  status: text,
  isMuted: flag,
  lastCheckIn: text,
  nextCheckIn: text,
  activeIncident: maybe(z.object({ startingTimestamp: text })),
});

/** A monitor of a job, as Sentry returns it. */
export const monitorSchema = z.object({
  id: word,
  slug: word,
  name: word,
  status: text,
  isMuted: flag,
  project: z.object({ id: word, slug: word }),
  config: maybe(
    z.object({
      schedule: maybe(z.union([z.string(), z.tuple([z.number(), z.string()])])),
      timezone: text,
    }),
  ),
  environments: maybeList(environmentSchema, MAX_ENVIRONMENTS),
});

export type RawMonitor = z.infer<typeof monitorSchema>;

/** A monitor of an address: a detector of the type `uptime_domain_failure`. */
export const uptimeSchema = z.object({
  id: word,
  projectId: word,
  name: word,
  type: z.literal('uptime_domain_failure'),
  enabled: flag,
  config: maybe(z.object({ environment: text })),
  dataSources: maybeList(
    z.object({ queryObj: maybe(z.object({ url: text })) }),
    5,
  ),
  latestGroup: maybe(z.object({ id: maybeWord, status: text })),
});

export const checkInSchema = z.object({
  status: text,
  environment: text,
  dateCreated: text,
  dateAdded: text,
  duration: amount,
});

const checkInStatuses = [
  'ok',
  'error',
  'missed',
  'timeout',
  'in_progress',
  'unknown',
] as const;

export function toCheckIn(
  raw: z.infer<typeof checkInSchema>,
): SentryCheckIn | [] {
  const date = toIsoDate(raw.dateCreated ?? raw.dateAdded);
  return date
    ? compact<SentryCheckIn>({
        status: known(checkInStatuses, raw.status) ?? 'unknown',
        date,
        environment: tidyName(raw.environment, 100),
        durationMs: toNumber(raw.duration),
      })
    : [];
}

/** Sentry's statuses of a job in one environment, those of older servers too. */
const states: Record<string, SentryMonitorState> = {
  ok: 'ok',
  active: 'waiting',
  error: 'failing',
  timeout: 'failing',
  missed_checkin: 'missed',
  disabled: 'disabled',
};

export function toCronMonitor(
  raw: RawMonitor,
  place: MappingContext,
): SentryMonitor {
  const isDisabled = raw.status === 'disabled';
  const environments = (raw.environments ?? []).map(one =>
    toEnvironment(one, raw.isMuted === true, isDisabled),
  );
  return compact<SentryMonitor>({
    type: 'cron',
    id: raw.id,
    name: tidyText(raw.name, 200) ?? raw.slug,
    instance: place.instance,
    organization: place.organization,
    project: raw.project.slug,
    state: isDisabled ? 'disabled' : worstOf(environments),
    schedule: scheduleOf(raw.config?.schedule),
    timezone: tidyName(raw.config?.timezone, 60),
    environments,
    link: sentryLinks.page(
      place,
      `alerts/rules/crons/${encodeURIComponent(raw.project.slug)}/${encodeURIComponent(raw.slug)}/details/`,
    ),
  });
}

function toEnvironment(
  raw: z.infer<typeof environmentSchema>,
  isMuted: boolean,
  isDisabled: boolean,
): SentryMonitorEnvironment {
  const state = isDisabled ? 'disabled' : stateOf(raw.status);
  return compact<SentryMonitorEnvironment>({
    name: tidyName(raw.name, 100) ?? 'unknown',
    state,
    isMuted: isMuted || raw.isMuted === true,
    lastCheckIn: toIsoDate(raw.lastCheckIn),
    nextCheckIn: toIsoDate(raw.nextCheckIn),
    failingSince: isUnhealthy(state)
      ? toIsoDate(raw.activeIncident?.startingTimestamp)
      : undefined,
  });
}

function stateOf(status = ''): SentryMonitorState {
  return Object.hasOwn(states, status) ? states[status] : 'unknown';
}

/** Whether a monitor in that state is worth a look. */
function isUnhealthy(state: SentryMonitorState): boolean {
  return state === 'failing' || state === 'missed';
}

const severity: SentryMonitorState[] = [
  'failing',
  'missed',
  'unknown',
  'ok',
  'waiting',
  'disabled',
];

/** The worst state of the environments, without those that are muted. */
export function worstOf(
  environments: SentryMonitorEnvironment[],
): SentryMonitorState {
  const heard = environments.filter(({ isMuted }) => !isMuted);
  const found = (heard.length ? heard : environments).map(
    ({ state, isMuted }) =>
      isMuted && isUnhealthy(state) ? 'disabled' : state,
  );
  return severity.find(state => found.includes(state)) ?? 'waiting';
}

function scheduleOf(
  schedule: string | [number, string] | undefined,
): string | undefined {
  if (typeof schedule === 'string') {
    return tidyName(schedule, 100);
  }
  const [amountOf, unit] = schedule ?? [];
  return (
    unit &&
    tidyName(`every ${amountOf} ${unit}${amountOf === 1 ? '' : 's'}`, 100)
  );
}

export function toUptimeMonitor(
  raw: z.infer<typeof uptimeSchema>,
  project: string,
  place: MappingContext,
): SentryMonitor {
  const isOpen = raw.latestGroup?.status === 'unresolved';
  const isDisabled = raw.enabled === false;
  const openState: SentryMonitorState = isOpen ? 'failing' : 'ok';
  const state = isDisabled ? 'disabled' : openState;
  const environment = tidyName(raw.config?.environment, 100);
  return compact<SentryMonitor>({
    type: 'uptime',
    id: raw.id,
    name: tidyText(raw.name, 200) ?? raw.id,
    instance: place.instance,
    organization: place.organization,
    project,
    state,
    url: pathOf(raw.dataSources?.at(0)?.queryObj?.url),
    environments: environment
      ? [{ name: environment, state, isMuted: false }]
      : [],
    issueId:
      isOpen && /^\d{1,20}$/.test(raw.latestGroup?.id ?? '')
        ? raw.latestGroup?.id
        : undefined,
    link: sentryLinks.page(place, `monitors/${encodeURIComponent(raw.id)}/`),
  });
}
