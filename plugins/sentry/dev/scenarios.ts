import type { Entity } from '@backstage/catalog-model';
import {
  sentryProblemCodes,
  type SentryCoverageChange,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  type SentryApi,
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../src';
import { MockSentryApi } from '../src/testUtils';
import { talk } from './talk';
import { withTriage } from './triage';
import { makeDetail } from './detail';
import { makeEvents } from './events';
import { findings, monitoring } from './monitoring';
import { ago, makeBuckets, makeIssues, projects } from './issues';

const day = 86_400_000;

const summary = {
  unresolved: 160,
  new: 12,
  regressed: 3,
  escalating: 1,
  unhandled: 100,
  highPriority: 7,
  users: 18_423,
  capped: ['unresolved' as const, 'unhandled' as const],
  trend: { period: '14d', buckets: makeBuckets(14, 3, day) },
  links: { sentry: 'https://sentry.example.com/organizations/acme/issues/' },
  release: {
    instance: 'default',
    organization: 'acme',
    projects: ['shop-web'],
    version: 'shop-web@4.2.0',
    shortVersion: '4.2.0',
    dateCreated: ago(2 * day),
    newIssues: 9,
    health: { crashFreeSessions: 0.965, sessions: 12_000 },
  },
};

const full = {
  issues: makeIssues(160),
  detail: makeDetail,
  events: makeEvents,
  summary,
  page: { links: summary.links },
  projects: {
    items: projects.map(project => ({ ...project, ref: project.slug })),
  },
  environments: { items: [{ name: 'production' }, { name: 'staging' }] },
};

const oneProject = {
  ...full,
  projects: { items: full.projects.items.slice(0, 1) },
};

const down: SentryProblem = {
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'Sentry could not be reached.',
  action: 'Those who run Backstage can check whether it is up.',
};

const missingProject: SentryProblem = {
  code: 'PROJECT_NOT_FOUND',
  message: 'Sentry has no such project, or the token may not see it.',
  action: 'The owners of this entity can correct its annotation.',
  project: { instance: 'default', organization: 'acme', project: 'paymnets' },
};

/** What the scenarios of an entity say nothing about. */
const nothing: SentryApi = new MockSentryApi();
const noInstances = {
  getCoverage: () => nothing.getCoverage(),
  decideCoverage: (change: SentryCoverageChange) =>
    nothing.decideCoverage(change),
  getInstances: () => nothing.getInstances(),
  getOrganizations: () => nothing.getOrganizations(),
  getReleases: (entityRef: string) => nothing.getReleases(entityRef),
  getRelease: (...asked: Parameters<SentryApi['getRelease']>) =>
    nothing.getRelease(...asked),
  getAlerts: (entityRef: string) => nothing.getAlerts(entityRef),
  getMonitors: (entityRef: string) => nothing.getMonitors(entityRef),
  getSummaries: (...asked: Parameters<SentryApi['getSummaries']>) =>
    nothing.getSummaries(...asked),
  getTags: (entityRef: string) => nothing.getTags(entityRef),
  getTagValues: (...asked: Parameters<SentryApi['getTagValues']>) =>
    nothing.getTagValues(...asked),
  updateIssue: (...change: Parameters<SentryApi['updateIssue']>) =>
    nothing.updateIssue(...change),
  updateIssues: (...change: Parameters<SentryApi['updateIssues']>) =>
    nothing.updateIssues(...change),
  getIssueActivity: (...asked: Parameters<SentryApi['getIssueActivity']>) =>
    nothing.getIssueActivity(...asked),
  getIssueLinks: (...asked: Parameters<SentryApi['getIssueLinks']>) =>
    nothing.getIssueLinks(...asked),
  getIssueAnalysis: (...asked: Parameters<SentryApi['getIssueAnalysis']>) =>
    nothing.getIssueAnalysis(...asked),
  addIssueComment: (...comment: Parameters<SentryApi['addIssueComment']>) =>
    nothing.addIssueComment(...comment),
  startIssueAnalysis: (...asked: Parameters<SentryApi['startIssueAnalysis']>) =>
    nothing.startIssueAnalysis(...asked),
  getTriage: (entityRef: string) => nothing.getTriage(entityRef),
  getAssignees: (entityRef: string) => nothing.getAssignees(entityRef),
  getMyIssues: () => nothing.getMyIssues(),
  getMyProjects: () => nothing.getMyProjects(),
  getMyEnvironments: () => nothing.getMyEnvironments(),
  getMyTeams: () => nothing.getMyTeams(),
};

const requestFailures: SentryRequestFailure[] = [
  'unauthenticated',
  'forbidden',
  'not-found',
  'not-installed',
  'unreachable',
  'unexpected',
];

/** Every state of the plugin, each on an entity named after it. */
export const scenarios: Record<string, SentryApi> = {
  'shop-web': new MockSentryApi({
    ...oneProject,
    ...withTriage,
    ...monitoring,
    ...talk,
    summary: { ...summary, findings },
  }),
  'not-analyzed': new MockSentryApi({
    ...oneProject,
    ...withTriage,
    analysis: { supported: true },
  }),
  'several-projects': new MockSentryApi(full),
  empty: new MockSentryApi({ summary: { ...summary, ...noCounts() } }),
  calm: new MockSentryApi({
    ...oneProject,
    summary: {
      ...summary,
      new: 0,
      regressed: 0,
      escalating: 0,
      unresolved: 12,
      unhandled: 2,
      capped: [],
      release: { ...summary.release, health: { crashFreeSessions: 0.9987 } },
    },
  }),
  'counts-fail': partly({ getSummary: answerDown }),
  'list-fails': partly({ getIssues: answerDown }),
  partial: withMeta({ problems: [missingProject] }),
  stale: withMeta({ problems: [down], stale: true, fetchedAt: ago(420_000) }),
  refreshing: withMeta({ stale: true, fetchedAt: ago(120_000) }),
  loading: failing(() => new Promise(() => {})),
  'bad-search': badSearch(),
  'system-of-parts': new MockSentryApi(oneProject),
  ...Object.fromEntries(
    sentryProblemCodes.map(code => [
      code.toLocaleLowerCase('en-US').replaceAll('_', '-'),
      failing(async () => {
        throw new SentryProblemException({
          code,
          message: `This is what the backend says happened: ${code}.`,
          action: 'This is what the backend says to do, and who can.',
          documentation: 'https://docs.sentry.io/api/',
          retryAfterSeconds: code === 'RATE_LIMITED' ? 12 : undefined,
        });
      }),
    ]),
  ),
  ...Object.fromEntries(
    requestFailures.map(reason => [
      `request-${reason}`,
      failing(async () => {
        throw new SentryRequestException(reason, reason);
      }),
    ]),
  ),
};

const annotations = { 'sentry.io/project-slug': 'shop-web' };

/** One entity for each scenario. */
export const entities: Entity[] = Object.keys(scenarios).map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: name === 'system-of-parts' ? 'System' : 'Component',
  metadata: {
    namespace: 'default',
    name,
    ...(name === 'system-of-parts' ? {} : { annotations }),
  },
  spec: { type: 'website', lifecycle: 'production', owner: 'shop' },
}));

function withMeta(meta: {
  problems?: SentryProblem[];
  stale?: boolean;
  fetchedAt?: string;
}) {
  return new MockSentryApi({
    ...oneProject,
    page: { ...oneProject.page, ...meta },
    summary: { ...summary, ...meta },
  });
}

async function answerDown(): Promise<never> {
  throw new SentryProblemException(down);
}

/** An API of which a part fails. */
function partly(broken: Partial<SentryApi>): SentryApi {
  const api = new MockSentryApi(oneProject);
  return {
    ...noInstances,
    getIssues: (ref, query) => api.getIssues(ref, query),
    getIssue: (ref, id, query) => api.getIssue(ref, id, query),
    getIssueEvent: (ref, id, event) => api.getIssueEvent(ref, id, event),
    getSummary: (ref, query) => api.getSummary(ref, query),
    getProjects: () => api.getProjects(),
    getEnvironments: () => api.getEnvironments(),
    ...broken,
  };
}

function failing(answer: () => Promise<never>): SentryApi {
  return {
    ...noInstances,
    getIssues: answer,
    getIssue: answer,
    getIssueEvent: answer,
    getSummary: answer,
    getProjects: answer,
    getEnvironments: answer,
  };
}

/** Understands the default search only. */
function badSearch(): SentryApi {
  const api = new MockSentryApi(oneProject);
  return partly({
    getIssues: async (entityRef, query) => {
      if (query?.query && query.query !== 'is:unresolved') {
        throw new SentryProblemException({
          code: 'QUERY_INVALID',
          message: `Error parsing search query: Boolean statements containing "OR" or "AND" are not supported in "${query.query}".`,
        });
      }
      return api.getIssues(entityRef, query);
    },
  });
}

function noCounts() {
  return {
    unresolved: 0,
    new: 0,
    regressed: 0,
    escalating: 0,
    unhandled: 0,
    users: 0,
    capped: [],
    trend: {
      period: '14d',
      buckets: makeBuckets(14, 1, day).map(([start]): [number, number] => [
        start,
        0,
      ]),
    },
  };
}
