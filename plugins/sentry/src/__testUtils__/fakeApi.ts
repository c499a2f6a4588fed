import type { SentryApi } from '../api';
import { makePage, makeSummary, shopWeb } from './data';

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
    getSummary: jest.fn<
      ReturnType<SentryApi['getSummary']>,
      Parameters<SentryApi['getSummary']>
    >(async () => makeSummary()),
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
