import type {
  SentryChangedIssue,
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import { makeIssue, shopWeb } from '../__testUtils__/data';
import { fakeApi } from '../__testUtils__/fakeApi';
import { TriageStore } from './TriageStore';
import type { TriageAct } from './types';

const entityRef = 'component:default/shop-web';
const issue = makeIssue();
const inEu = makeIssue({
  id: '77',
  project: { ...shopWeb, instance: 'eu', id: '5', slug: 'billing' },
});
const target: SentryTriageTarget = {
  instance: 'default',
  organization: 'acme',
  projects: ['11'],
  allowed: true,
  actsAs: 'service',
  canConnect: false,
  fields: ['status'],
};
const advice: SentryTriageResponse = { allowed: true, items: [target] };
const resolve: TriageAct = { kind: 'resolve', change: { status: 'resolved' } };
const lower: TriageAct = { kind: 'priority', change: { priority: 'low' } };

function truth(overrides: Partial<SentryChangedIssue>): SentryChangedIssue {
  return {
    id: issue.id,
    project: issue.project,
    status: 'unresolved',
    substatus: null,
    priority: 'high',
    assignee: null,
    statusDetails: {},
    actedAs: 'service',
    ...overrides,
  };
}

function setup() {
  const sentryApi = fakeApi();
  return { sentryApi, store: new TriageStore({ sentryApi, entityRef }) };
}

describe('TriageStore', () => {
  it('takes back only the one of two changes that was refused', async () => {
    const { sentryApi, store } = setup();
    sentryApi.updateIssue
      .mockRejectedValueOnce(new Error('refused'))
      .mockResolvedValueOnce({
        items: [truth({ priority: 'low' })],
        problems: [],
      });
    const resolving = store.change([issue], resolve, advice);
    const lowering = store.change([issue], lower, advice);
    expect(store.get().overlays.patchOf(issue, 0)).toMatchObject({
      status: 'resolved',
      priority: 'low',
    });

    await Promise.all([resolving, lowering]);
    expect(store.get().overlays.patchOf(issue, 0)).toMatchObject({
      status: 'unresolved',
      priority: 'low',
    });
    expect(store.get().outcome).toMatchObject({ act: lower, failures: [] });
  });

  it('lets what is loaded after a change know better', async () => {
    const { sentryApi, store } = setup();
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'resolved' })],
      problems: [],
    });
    await store.change([issue], resolve, advice);

    const { overlays } = store.get();
    expect(overlays.patchOf(issue, 0)).toMatchObject({ status: 'resolved' });
    expect(overlays.patchOf(issue, 1)).toEqual({});
  });

  it('asks each Sentry for its own, and each as whom it acts there', async () => {
    const { sentryApi, store } = setup();
    const ofUser: SentryTriageTarget = {
      ...target,
      instance: 'eu',
      projects: ['5'],
      actsAs: 'user',
    };
    await store.change([issue, inEu], resolve, {
      allowed: true,
      items: [target, ofUser],
    });

    expect(sentryApi.updateIssue.mock.calls).toEqual([
      [
        entityRef,
        '4501',
        resolve.change,
        { project: ['shop-web'] },
        { actsAs: 'service' },
      ],
      [
        entityRef,
        '77',
        resolve.change,
        { project: ['billing'] },
        { actsAs: 'user' },
      ],
    ]);
  });
});
