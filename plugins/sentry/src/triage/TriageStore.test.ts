import type {
  SentryChangedIssue,
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import { makeIssue, shopWeb } from '../__testUtils__/data';
import { fakeApi } from '../__testUtils__/fakes';
import { SentryProblemException } from '../api/errors';
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
    const resolving = store.change([{ issues: [issue], act: resolve }], advice);
    const lowering = store.change([{ issues: [issue], act: lower }], advice);
    expect(store.get().overlays.patchOf(issue, 0)).toMatchObject({
      status: 'resolved',
      priority: 'low',
    });

    await Promise.all([resolving, lowering]);
    expect(store.get().overlays.patchOf(issue, 0)).toMatchObject({
      status: 'unresolved',
      priority: 'low',
    });
    // What was asked for later is the news; why the other was refused is told all the same.
    expect(store.get().outcome?.done).toEqual([{ issue, act: lower }]);
    expect(store.get().failures).toMatchObject([
      { issue, act: resolve, error: { message: 'refused' } },
    ]);
  });

  it('lets what is loaded after a change know better', async () => {
    const { sentryApi, store } = setup();
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'resolved' })],
      problems: [],
    });
    await store.change([{ issues: [issue], act: resolve }], advice);

    const { overlays } = store.get();
    expect(overlays.patchOf(issue, 0)).toMatchObject({ status: 'resolved' });
    expect(overlays.patchOf(issue, 1)).toEqual({});
  });

  it('tells of what failed until it was made after all, or dismissed', async () => {
    const { sentryApi, store } = setup();
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'RATE_LIMITED',
        message: 'Sentry asks for a pause.',
        retryAfterSeconds: 30,
      }),
    );
    sentryApi.updateIssue.mockRejectedValueOnce(new Error('refused'));
    const before = Date.now();
    await store.change([{ issues: [issue], act: resolve }], advice);
    await store.change([{ issues: [inEu], act: lower }], advice);
    const [paused, refused] = store.get().failures;
    expect(paused.retryAt).toBeGreaterThanOrEqual(before + 30_000);

    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'resolved' })],
      problems: [],
    });
    const retrying = store.retry([paused], advice);
    expect(store.get().failures).toMatchObject([{ isRetrying: true }, {}]);
    await retrying;
    expect(store.get().failures).toEqual([refused]);
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual(resolve.change);

    store.dismissFailures([refused]);
    expect(store.get().failures).toEqual([]);
  });

  it('takes another change of the status as another try at it', async () => {
    const { sentryApi, store } = setup();
    sentryApi.updateIssue.mockRejectedValueOnce(new Error('refused'));
    await store.change([{ issues: [issue], act: resolve }], advice);
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'ignored' })],
      problems: [],
    });
    const archive: TriageAct = {
      kind: 'archive',
      change: { status: 'ignored' },
    };
    await store.change([{ issues: [issue], act: archive }], advice);

    expect(store.get().failures).toEqual([]);
  });

  it('leaves it at the guess where it is not known what came of a change', async () => {
    const { sentryApi, store } = setup();
    const problem = { code: 'UPSTREAM_TIMEOUT', message: 'slow' } as const;
    sentryApi.updateIssues.mockResolvedValueOnce({
      items: [],
      problems: [
        { ...problem, issue: issue.id, outcome: 'changed' },
        { ...problem, issue: '4502', outcome: 'unknown' },
        { ...problem, issue: '4503' },
      ],
    });
    const second = makeIssue({ id: '4502' });
    const third = makeIssue({ id: '4503' });
    await store.change(
      [{ issues: [issue, second, third], act: resolve }],
      advice,
    );

    const { overlays, outcome, failures } = store.get();
    expect(overlays.patchOf(issue, 0)).toMatchObject({ status: 'resolved' });
    expect(overlays.patchOf(second, 0)).toMatchObject({ status: 'resolved' });
    expect(overlays.patchOf(second, 1)).toEqual({});
    expect(overlays.patchOf(third, 0)).toEqual({});
    expect(outcome?.done).toEqual([{ issue, act: resolve }]);
    expect(failures.map(one => one.outcome)).toEqual([
      'changed',
      'unknown',
      undefined,
    ]);
  });

  it('does not take the answer of one Sentry for that of another with an issue of the same number', async () => {
    const { sentryApi, store } = setup();
    const twin = makeIssue({ project: inEu.project });
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'resolved' })],
      problems: [],
    });
    await store.change([{ issues: [twin], act: resolve }], advice);

    expect(store.get().outcome?.done).toEqual([]);
    expect(store.get().failures).toMatchObject([{ issue: twin }]);
    expect(store.get().overlays.patchOf(twin, 0)).toEqual({});
  });

  it('asks each Sentry for its own, and each as whom it acts there', async () => {
    const { sentryApi, store } = setup();
    const ofUser: SentryTriageTarget = {
      ...target,
      instance: 'eu',
      projects: ['5'],
      actsAs: 'user',
    };
    await store.change([{ issues: [issue, inEu], act: resolve }], {
      allowed: true,
      items: [target, ofUser],
    });

    expect(sentryApi.updateIssue.mock.calls).toEqual([
      [
        entityRef,
        '4501',
        resolve.change,
        { project: ['default:acme/11'] },
        { actsAs: 'service' },
      ],
      [
        entityRef,
        '77',
        resolve.change,
        { project: ['eu:acme/5'] },
        { actsAs: 'user' },
      ],
    ]);
  });
});
