import type { SentryApi } from '../api/SentryApi';
import { makeDetail, makeEvent, makePage, makeSummary, shopWeb } from './data';
import { OAuth2 } from '@backstage/core-app-api';
import { type SentryAuthApi } from '../auth/sentryAuth';
import { rememberConnected, sentryScopes } from '../auth/connection';

const answerMeta = {
  fetchedAt: '2026-11-20T10:05:00Z',
  stale: false,
  problems: [],
};

/** A method of the API that answers this until a test says otherwise. */
function fake<Method extends keyof SentryApi>(
  answer: (
    ...asked: Parameters<SentryApi[Method]>
  ) => ReturnType<SentryApi[Method]>,
) {
  return jest.fn(answer);
}

/** An API whose answers a test replaces, and whose calls it reads. */
export function fakeApi() {
  return {
    getIssues: fake<'getIssues'>(async () => makePage()),
    getIssue: fake<'getIssue'>(async () => makeDetail()),
    getIssueEvent: fake<'getIssueEvent'>(async () => ({
      issueId: '4501',
      event: makeEvent(),
      ...answerMeta,
    })),
    updateIssue: fake<'updateIssue'>(async () => ({ items: [], problems: [] })),
    updateIssues: fake<'updateIssues'>(async () => ({
      items: [],
      problems: [],
    })),
    getIssueActivity: fake<'getIssueActivity'>(async (_, issueId) => ({
      issueId,
      items: [],
      links: {},
      ...answerMeta,
    })),
    getIssueLinks: fake<'getIssueLinks'>(async (_, issueId) => ({
      issueId,
      tickets: [],
      owners: [],
      links: {},
      ...answerMeta,
    })),
    getIssueAnalysis: fake<'getIssueAnalysis'>(async (_, issueId) => ({
      issueId,
      supported: false,
      status: 'none',
      pullRequests: [],
      links: {},
      ...answerMeta,
    })),
    addIssueComment: fake<'addIssueComment'>(async (_, _issueId, { text }) => ({
      item: { id: '9', kind: 'comment', date: answerMeta.fetchedAt, text },
      actedAs: 'service',
    })),
    startIssueAnalysis: fake<'startIssueAnalysis'>(async () => ({
      status: 'running',
      actedAs: 'service',
    })),
    getTriage: fake<'getTriage'>(async () => ({
      allowed: false,
      reason: 'disabled',
      items: [],
    })),
    getAssignees: fake<'getAssignees'>(async () => ({
      items: [],
      ...answerMeta,
    })),
    getSummary: fake<'getSummary'>(async () => makeSummary()),
    getSummaries: fake<'getSummaries'>(async ({ entityRef }) => ({
      items: entityRef.map(ref => ({ entityRef: ref, summary: makeSummary() })),
    })),
    getTags: fake<'getTags'>(async () => ({ items: [], ...answerMeta })),
    getTagValues: fake<'getTagValues'>(async () => ({
      items: [],
      ...answerMeta,
    })),
    getReleases: fake<'getReleases'>(async () => ({
      items: [],
      ...answerMeta,
    })),
    getRelease: fake<'getRelease'>(async (_entityRef, version) => ({
      release: {
        version,
        instance: 'default',
        organization: 'acme',
        projects: ['shop-web'],
      },
      commits: [],
      deploys: [],
      issues: {},
      links: {},
      ...answerMeta,
    })),
    getAlerts: fake<'getAlerts'>(async () => ({
      items: [],
      supported: false,
      unalerted: [],
      ...answerMeta,
    })),
    getMonitors: fake<'getMonitors'>(async () => ({
      items: [],
      supported: false,
      ...answerMeta,
    })),
    getMyIssues: fake<'getMyIssues'>(async () => makePage()),
    getMyProjects: fake<'getMyProjects'>(async () => ({
      items: [{ ...shopWeb, ref: 'shop-web' }],
      ...answerMeta,
    })),
    getMyEnvironments: fake<'getMyEnvironments'>(async () => ({
      items: [{ name: 'production' }, { name: 'staging' }],
      defaults: [],
      ...answerMeta,
    })),
    getMyTeams: fake<'getMyTeams'>(async () => makeSummary({ components: [] })),
    getProjects: fake<'getProjects'>(async () => ({
      items: [{ ...shopWeb, ref: 'shop-web' }],
      ...answerMeta,
    })),
    getEnvironments: fake<'getEnvironments'>(async () => ({
      items: [{ name: 'production' }, { name: 'staging' }],
      defaults: [],
      ...answerMeta,
    })),
    getCoverage: fake<'getCoverage'>(async () => ({
      items: [],
      pageInfo: {},
      totalItems: 0,
      counts: {
        suggestions: 0,
        missing: 0,
        unmatched: 0,
        wrong: 0,
        matched: 0,
        dismissed: 0,
      },
      visibility: 'owned',
      appliesExactMatches: false,
      problems: [],
    })),
    decideCoverage: fake<'decideCoverage'>(async ({ decision }) => ({
      decision,
    })),
    getInstances: fake<'getInstances'>(async () => ({
      items: [],
      fetchedAt: answerMeta.fetchedAt,
    })),
    getOrganizations: fake<'getOrganizations'>(async () => ({
      items: [],
      ...answerMeta,
    })),
  } satisfies SentryApi;
}

/**
 * A viewer's identity that works as in an app, except that no window opens: a
 * test says whether the viewer is connected, and reads when they were asked.
 */
export function fakeAuth(options: { isConnected?: boolean } = {}) {
  let isConnected = options.isConnected ?? false;
  rememberConnected(isConnected);
  let granted = sentryScopes;
  const refreshSession = jest.fn(async () => {
    if (!isConnected) {
      throw new Error('no session');
    }
    return makeSession(granted);
  });
  const popup = jest.fn(async (asked?: { scopes?: Set<string> }) => {
    isConnected = true;
    granted = [...new Set([...granted, ...(asked?.scopes ?? [])])];
    return makeSession(granted);
  });
  const authApi: SentryAuthApi = OAuth2.create({
    authConnector: {
      refreshSession,
      createSession: popup,
      removeSession: async () => {
        isConnected = false;
      },
    },
  });
  return { authApi, popup, refreshSession };
}

function makeSession(granted: string[]) {
  return {
    profile: { displayName: 'Ada', email: 'ada@example.com' },
    providerInfo: {
      idToken: '',
      accessToken: 'own',
      scopes: new Set(granted),
    },
  };
}
