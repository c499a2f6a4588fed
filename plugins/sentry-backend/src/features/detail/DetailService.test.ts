import type {
  SentryEvent,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import type { SentryIssueEvent } from 'backstage-plugin-sentry-node';
import {
  authorized,
  bodyOf,
  entityServices,
} from '../../__testUtils__/entityServices';
import {
  fakeClient,
  fakeSentry,
  rawIssue,
  shopWeb,
} from '../../__testUtils__/fakeSentry';

const ours = { issueId: '5', projectId: '11' };
const event: SentryEvent = {
  id: 'a'.repeat(32),
  title: 'No total',
  tags: [],
  contexts: [],
  exceptions: [],
  threads: [],
  breadcrumbs: [],
  errors: [],
  position: {},
};

async function show(of: Omit<SentryIssueEvent, 'event'>) {
  const client = fakeClient([shopWeb], {
    issues: [rawIssue('5')],
    events: [{ event, ...of }],
  });
  const { detail } = entityServices(fakeSentry(client));
  return bodyOf<SentryIssueDetail>(
    await detail.show(authorized('shop-web'), '5', {}),
  );
}

describe('the event of an issue', () => {
  it('is shown where Sentry says that it is of the issue and its project', async () => {
    const { event: shown, eventProblem } = await show(ours);
    expect([shown?.title, eventProblem]).toEqual(['No total', undefined]);
  });

  it.each([
    ['of another issue', { ...ours, issueId: '6' }],
    ['of another project', { ...ours, projectId: '12' }],
    ['of a project that Sentry does not tell', { issueId: '5' }],
  ])('is not shown, being %s', async (_, of) => {
    const { issue, ...body } = await show(of);
    expect(issue.id).toBe('5');
    expect(body.event).toBeUndefined();
    expect(body.eventProblem).toMatchObject({ code: 'ISSUE_NOT_FOUND' });
  });
});
