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

/** An API whose answers a test replaces, and whose calls it reads. */
export function fakeApi() {
  return {
    getIssues: jest.fn<
      ReturnType<SentryApi['getIssues']>,
      Parameters<SentryApi['getIssues']>
    >(async () => makePage()),
    getIssue: jest.fn<
      ReturnType<SentryApi['getIssue']>,
      Parameters<SentryApi['getIssue']>
    >(async () => makeDetail()),
    getIssueEvent: jest.fn<
      ReturnType<SentryApi['getIssueEvent']>,
      Parameters<SentryApi['getIssueEvent']>
    >(async () => ({ issueId: '4501', event: makeEvent(), ...answerMeta })),
    updateIssue: jest.fn<
      ReturnType<SentryApi['updateIssue']>,
      Parameters<SentryApi['updateIssue']>
    >(async () => ({ items: [], problems: [] })),
    updateIssues: jest.fn<
      ReturnType<SentryApi['updateIssues']>,
      Parameters<SentryApi['updateIssues']>
    >(async () => ({ items: [], problems: [] })),
    getTriage: jest.fn<
      ReturnType<SentryApi['getTriage']>,
      Parameters<SentryApi['getTriage']>
    >(async () => ({ allowed: false, reason: 'disabled', items: [] })),
    getAssignees: jest.fn<
      ReturnType<SentryApi['getAssignees']>,
      Parameters<SentryApi['getAssignees']>
    >(async () => ({ items: [], ...answerMeta })),
    getSummary: jest.fn<
      ReturnType<SentryApi['getSummary']>,
      Parameters<SentryApi['getSummary']>
    >(async () => makeSummary()),
    getSummaries: jest.fn<
      ReturnType<SentryApi['getSummaries']>,
      Parameters<SentryApi['getSummaries']>
    >(async ({ entityRef }) => ({
      items: entityRef.map(ref => ({ entityRef: ref, summary: makeSummary() })),
    })),
    getTags: jest.fn<
      ReturnType<SentryApi['getTags']>,
      Parameters<SentryApi['getTags']>
    >(async () => ({ items: [], ...answerMeta })),
    getTagValues: jest.fn<
      ReturnType<SentryApi['getTagValues']>,
      Parameters<SentryApi['getTagValues']>
    >(async () => ({ items: [], ...answerMeta })),
    getReleases: jest.fn<
      ReturnType<SentryApi['getReleases']>,
      Parameters<SentryApi['getReleases']>
    >(async () => ({ items: [], ...answerMeta })),
    getMyIssues: jest.fn<
      ReturnType<SentryApi['getMyIssues']>,
      Parameters<SentryApi['getMyIssues']>
    >(async () => makePage()),
    getMyProjects: jest.fn<
      ReturnType<SentryApi['getMyProjects']>,
      Parameters<SentryApi['getMyProjects']>
    >(async () => ({
      items: [{ ...shopWeb, ref: 'shop-web' }],
      ...answerMeta,
    })),
    getMyEnvironments: jest.fn<
      ReturnType<SentryApi['getMyEnvironments']>,
      Parameters<SentryApi['getMyEnvironments']>
    >(async () => ({
      items: [{ name: 'production' }, { name: 'staging' }],
      defaults: [],
      ...answerMeta,
    })),
    getMyTeams: jest.fn<
      ReturnType<SentryApi['getMyTeams']>,
      Parameters<SentryApi['getMyTeams']>
    >(async () => makeSummary({ components: [] })),
    getProjects: jest.fn<
      ReturnType<SentryApi['getProjects']>,
      Parameters<SentryApi['getProjects']>
    >(async () => ({
      items: [{ ...shopWeb, ref: 'shop-web' }],
      ...answerMeta,
    })),
    getEnvironments: jest.fn<
      ReturnType<SentryApi['getEnvironments']>,
      Parameters<SentryApi['getEnvironments']>
    >(async () => ({
      items: [{ name: 'production' }, { name: 'staging' }],
      defaults: [],
      ...answerMeta,
    })),
    getInstances: jest.fn<
      ReturnType<SentryApi['getInstances']>,
      Parameters<SentryApi['getInstances']>
    >(async () => ({ items: [], fetchedAt: answerMeta.fetchedAt })),
    getOrganizations: jest.fn<
      ReturnType<SentryApi['getOrganizations']>,
      Parameters<SentryApi['getOrganizations']>
    >(async () => ({ items: [], ...answerMeta })),
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
