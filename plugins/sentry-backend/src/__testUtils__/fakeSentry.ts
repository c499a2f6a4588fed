import type { JsonObject } from '@backstage/types';
import type { SentryProject } from 'backstage-plugin-sentry-common';
import type {
  SentryClient,
  SentryIssueState,
  SentryProjectFacts,
  SentryService,
} from 'backstage-plugin-sentry-node';
import {
  fakeSentryClient,
  sentryServiceMock,
  type FakeSentryClientOptions,
  type FakeSentryIssue,
} from 'backstage-plugin-sentry-node/testUtils';

export type FakeClient = jest.Mocked<SentryClient>;

export const shopWeb = { id: '11', slug: 'shop-web', name: 'Shop web' };
export const checkout = { id: '12', slug: 'checkout', name: 'Checkout' };
export const billing = { id: '31', slug: 'billing', name: 'Billing' };

/** A client that knows some projects and no issue until a test says otherwise. */
export function fakeClient(
  projects: SentryProjectFacts[] = [],
  options: FakeSentryClientOptions = {},
): FakeClient {
  const client = fakeSentryClient({
    projects,
    environments: ['production', 'staging'],
    ...options,
  });
  jest.spyOn(client, 'listIssues');
  jest.spyOn(client, 'listIssueStates');
  jest.spyOn(client, 'countIssues');
  jest.spyOn(client, 'countUsers');
  jest.spyOn(client, 'eventTrend');
  jest.spyOn(client, 'getProject');
  jest.spyOn(client, 'listProjects');
  jest.spyOn(client, 'listOrganizationEnvironments');
  jest.spyOn(client, 'listEnvironments');
  return jest.mocked(client);
}

/** A Sentry with that client as the instance `default`. */
export function fakeSentry(
  client: SentryClient,
  sentry: JsonObject = { organization: 'acme' },
): SentryService {
  return sentryServiceMock({ sentry, clients: { default: client } });
}

/** The organization acme on one instance, and acme-eu on another. */
export function fakeTwoSentries(
  main: SentryClient,
  eu: SentryClient,
): SentryService {
  return sentryServiceMock({
    sentry: {
      organization: 'acme',
      instances: [{ name: 'eu', organization: 'acme-eu' }],
    },
    clients: { default: main, eu },
  });
}

/** Differences of an issue; of its project, what matters. */
export type IssueOverrides = Omit<Partial<FakeSentryIssue>, 'project'> & {
  project?: Pick<SentryProject, 'id' | 'slug'> & Partial<SentryProject>;
};

/** An issue as the client answers it, last seen so many minutes before noon. */
export function rawIssue(
  id: string,
  minutesAgo = 0,
  { project = shopWeb, ...overrides }: IssueOverrides = {},
): FakeSentryIssue {
  const seen = new Date(Date.UTC(2026, 10, 1, 12) - minutesAgo * 60_000);
  return {
    id,
    title: `Error ${id}`,
    count: 3,
    userCount: 2,
    firstSeen: seen.toISOString(),
    lastSeen: seen.toISOString(),
    project: {
      instance: 'default',
      organization: 'acme',
      name: project.slug,
      ...project,
    },
    ...overrides,
  };
}

/** What of the same issue can be changed. */
export function issueState(
  ...of: Parameters<typeof rawIssue>
): SentryIssueState {
  const { id, shortId, status, isUnreviewed, project, ...issue } = rawIssue(
    ...of,
  );
  const { substatus = null, priority = null, assignee = null } = issue;
  const statusDetails = issue.statusDetails ?? {};
  return {
    ...{ id, shortId, status, isUnreviewed, project },
    ...{ substatus, priority, assignee, statusDetails },
  };
}
