import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import type { RawSentryEvent } from 'backstage-plugin-sentry-node';
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

const ours = { groupID: '5', projectID: '11' };

async function show(event: Partial<RawSentryEvent>) {
  const client = fakeClient([shopWeb], {
    issues: [rawIssue('5')],
    events: [{ id: 'a'.repeat(32), title: 'No total', ...event }],
  });
  const { detail } = entityServices(fakeSentry(client));
  return bodyOf<SentryIssueDetail>(
    await detail.show(authorized('shop-web'), '5', {}),
  );
}

describe('the event of an issue', () => {
  it('is shown where Sentry says that it is of the issue and its project', async () => {
    const { event, eventProblem } = await show(ours);
    expect([event?.title, eventProblem]).toEqual(['No total', undefined]);
  });

  it.each([
    ['of another issue', { ...ours, groupID: '6' }],
    ['of another project', { ...ours, projectID: '12' }],
    ['of a project that Sentry does not tell', { groupID: '5' }],
  ])('is not shown, being %s', async (_, event) => {
    const { issue, ...body } = await show(event);
    expect(issue.id).toBe('5');
    expect(body.event).toBeUndefined();
    expect(body.eventProblem).toMatchObject({ code: 'ISSUE_NOT_FOUND' });
  });
});
