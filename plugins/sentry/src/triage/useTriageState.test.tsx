import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type {
  SentryChangedIssue,
  SentryIssue,
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { makeIssue, makePage, shopWeb } from '../__testUtils__/data';
import { fakeApi } from '../__testUtils__/fakes';
import { SentryProblemException } from '../api/errors';
import { sentryApiRef } from '../api/SentryApi';
import { useIssues } from '../data/answers';
import type { TriageAct } from './acts';
import { TriageProvider, useTriage } from './Triage';

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

/** The list of an entity, and what can be done to its issues. */
async function setup(
  items: SentryIssue[] = [issue],
  triageAdvice: SentryTriageResponse = advice,
) {
  const sentryApi = fakeApi();
  sentryApi.getTriage.mockResolvedValue(triageAdvice);
  sentryApi.getIssues.mockResolvedValueOnce(makePage({ items }));
  // What Sentry knows after a change is left to each test.
  sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
  const { result } = renderHook(
    () => ({ triage: useTriage(), page: useIssues({ entityRef }, {}).data }),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <TestApiProvider apis={[[sentryApiRef, sentryApi]]}>
          <TriageProvider entityRef={entityRef}>{children}</TriageProvider>
        </TestApiProvider>
      ),
    },
  );
  const triage = () => {
    const found = result.current.triage;
    if (!found) {
      throw new Error('There is no provider.');
    }
    return found;
  };
  await waitFor(() => {
    expect(triage().isSettled).toBe(true);
    expect(result.current.page).toBeDefined();
  });
  return {
    sentryApi,
    triage,
    /** An issue as the list shows it. */
    shown: (id = issue.id) => {
      const found = result.current.page?.items.find(one => one.id === id);
      return found && { ...found, ...triage().patchOf(found) };
    },
    change: (changed: SentryIssue[], what: TriageAct) =>
      act(() => triage().change(changed, what)),
  };
}

describe('changes of issues', () => {
  it('are shown at once; only the one of two that was refused is undone', async () => {
    const { sentryApi, triage, shown } = await setup();
    let refuse = (_: Error) => {};
    sentryApi.updateIssue
      .mockReturnValueOnce(
        new Promise((_, reject) => {
          refuse = reject;
        }),
      )
      .mockResolvedValueOnce({
        items: [truth({ priority: 'low' })],
        problems: [],
      });
    let resolving = Promise.resolve();
    act(() => {
      resolving = triage().change([issue], resolve);
    });
    expect(shown()).toMatchObject({ status: 'resolved', priority: 'high' });
    await act(() => triage().change([issue], lower));
    // What is still under way is shown over what is settled.
    expect(shown()).toMatchObject({ status: 'resolved', priority: 'low' });

    await act(async () => {
      refuse(new Error('refused'));
      await resolving;
    });
    expect(shown()).toMatchObject({ status: 'unresolved', priority: 'low' });
    // What was asked for later is the news; the failure of the other is shown all the same.
    expect(triage().outcome?.done).toEqual([{ issue, act: lower }]);
    expect(triage().failures).toMatchObject([
      { issue, act: resolve, error: { message: 'refused' } },
    ]);
  });

  it('give way to what is loaded after them', async () => {
    const { sentryApi, shown, change } = await setup();
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'resolved' })],
      problems: [],
    });
    sentryApi.getIssues.mockResolvedValueOnce(
      makePage({ items: [makeIssue({ status: 'ignored' })] }),
    );
    await change([issue], resolve);

    await waitFor(() => expect(shown()?.status).toBe('ignored'));
    expect(sentryApi.getIssues).toHaveBeenCalledTimes(2);
  });

  it('leave their failures until a later try succeeds, or until they are dismissed', async () => {
    const { sentryApi, triage, change } = await setup();
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'RATE_LIMITED',
        message: 'Sentry asks for a pause.',
        retryAfterSeconds: 30,
      }),
    );
    sentryApi.updateIssue.mockRejectedValueOnce(new Error('refused'));
    const before = Date.now();
    await change([issue], resolve);
    await change([inEu], lower);
    const [paused, refused] = triage().failures;
    expect(paused.retryAt).toBeGreaterThanOrEqual(before + 30_000);

    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'resolved' })],
      problems: [],
    });
    let retrying = Promise.resolve();
    act(() => {
      retrying = triage().retry([paused]);
    });
    expect(triage().failures).toMatchObject([{ isRetrying: true }, {}]);
    await act(() => retrying);
    expect(triage().failures).toEqual([refused]);
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual(resolve.change);

    act(() => triage().dismissFailures([refused]));
    expect(triage().failures).toEqual([]);
  });

  it('count as another try where they change the status again', async () => {
    const { sentryApi, triage, change } = await setup();
    sentryApi.updateIssue.mockRejectedValueOnce(new Error('refused'));
    await change([issue], resolve);
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'ignored' })],
      problems: [],
    });
    await change([issue], { kind: 'archive', change: { status: 'ignored' } });

    expect(triage().failures).toEqual([]);
  });

  it('are shown as asked for where it is not known what came of them', async () => {
    const second = makeIssue({ id: '4502' });
    const third = makeIssue({ id: '4503' });
    const { sentryApi, triage, shown, change } = await setup([
      issue,
      second,
      third,
    ]);
    const problem = { code: 'UPSTREAM_TIMEOUT', message: 'slow' } as const;
    sentryApi.updateIssues.mockResolvedValueOnce({
      items: [],
      problems: [
        { ...problem, issue: issue.id, outcome: 'changed' },
        { ...problem, issue: '4502', outcome: 'unknown' },
        { ...problem, issue: '4503' },
      ],
    });
    await change([issue, second, third], resolve);

    expect(shown()?.status).toBe('resolved');
    expect(shown('4502')?.status).toBe('resolved');
    expect(shown('4503')?.status).toBe('unresolved');
    expect(triage().outcome?.done).toEqual([{ issue, act: resolve }]);
    expect(triage().failures.map(one => one.outcome)).toEqual([
      'changed',
      'unknown',
      undefined,
    ]);
  });

  it('do not take the answer of one Sentry for that of another with an issue of the same number', async () => {
    const twin = makeIssue({ project: inEu.project });
    const { sentryApi, triage, shown, change } = await setup([twin]);
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [truth({ status: 'resolved' })],
      problems: [],
    });
    await change([twin], resolve);

    expect(triage().outcome?.done).toEqual([]);
    expect(triage().failures).toMatchObject([{ issue: twin }]);
    expect(shown()?.status).toBe('unresolved');
  });

  it('go to each Sentry for its own issues, as whom the viewer acts there', async () => {
    const ofUser: SentryTriageTarget = {
      ...target,
      instance: 'eu',
      projects: ['5'],
      actsAs: 'user',
    };
    const { sentryApi, change } = await setup([issue, inEu], {
      allowed: true,
      items: [target, ofUser],
    });
    await change([issue, inEu], resolve);

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
