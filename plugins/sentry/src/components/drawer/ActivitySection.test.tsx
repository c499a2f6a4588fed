import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { SentryActivity } from 'backstage-plugin-sentry-common';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { advice, entityRef, first, user } from '../../__testUtils__/triage';
import { fakeView } from '../../__testUtils__/view';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { TriageProvider } from '../../triage/Triage';
import { IssueExtras } from './IssueExtras';

const view = fakeView();
afterAll(view.restore);

const date = '2026-11-20T10:00:00Z';
const meta = {
  issueId: '4501',
  links: {},
  fetchedAt: date,
  stale: false,
  problems: [],
};

async function show(
  options: {
    items?: SentryActivity[];
    triage?: ReturnType<typeof advice>;
    sentryApi?: ReturnType<typeof fakeApi>;
  } = {},
) {
  const { items = [], sentryApi = fakeApi() } = options;
  const { triage = advice({ allowed: false, reason: 'forbidden' }) } = options;
  sentryApi.getTriage.mockResolvedValue(triage);
  sentryApi.getIssueActivity.mockResolvedValue({ ...meta, items });
  renderForEntity(
    <TriageProvider entityRef={entityRef}>
      <main>
        <IssueExtras
          entityRef={entityRef}
          address={{ issueId: 'SHOP-WEB-1A' }}
          environment={['production']}
          issue={first}
        />
      </main>
    </TriageProvider>,
    { sentryApi },
  );
  await screen.findByRole('region', { name: 'Activity' });
  await waitFor(() => expect(sentryApi.getTriage).toHaveBeenCalled());
  return sentryApi;
}

const entries = async () =>
  (
    await within(
      await screen.findByRole('list', { name: 'Activity' }),
    ).findAllByRole('listitem')
  ).map(({ textContent }) => textContent);

const commentField = () => screen.findByRole('textbox', { name: 'Comment' });

async function comment(text: string) {
  const field = await commentField();
  await user.type(field, text);
  await user.click(screen.getByRole('button', { name: 'Add comment' }));
  return field;
}

describe('the activity of an issue', () => {
  it('is asked for once it is in view', async () => {
    const sentryApi = await show();
    expect(sentryApi.getIssueActivity).not.toHaveBeenCalled();
    await view.scrollTo();
    expect(
      await screen.findByText('Nothing has happened to this issue yet.'),
    ).toBeInTheDocument();
    expect(sentryApi.getIssueActivity).toHaveBeenCalledTimes(1);
    expect(sentryApi.getIssueActivity).toHaveBeenCalledWith(
      entityRef,
      'SHOP-WEB-1A',
      { environment: ['production'], project: undefined },
      expect.anything(),
    );
  });

  it('says what happened, and who did it; comments are plain text', async () => {
    const base = { date, actor: 'Ada Park' };
    await show({
      items: [
        { ...base, id: '9', kind: 'comment', text: '<b>mine</b> **now**' },
        { ...base, id: '8', kind: 'resolved', release: '2.5.0' },
        { ...base, id: '7', kind: 'resolved', commit: 'abcdef0123456789' },
        { ...base, id: '6', kind: 'assigned', assignee: 'checkout' },
        { ...base, id: '5', kind: 'priority', priority: 'low' },
        {
          ...base,
          id: '4',
          kind: 'linked',
          link: { label: 'SHOP-12', url: 'https://jira.example/12' },
        },
        { id: '3', kind: 'regressed', date, release: '2.4.0' },
        { id: '2', kind: 'merged', date, count: 3 },
        { id: '1', kind: 'other', date },
        { id: '0', kind: 'first-seen', date },
      ],
    });
    await view.scrollTo();
    const shown = await entries();
    const what = shown.map(text => text?.replace(/Ada Park · .*?ago/, '/ Ada'));
    expect(what.slice(0, 6)).toEqual([
      'Comment/ Ada<b>mine</b> **now**',
      'Resolved in 2.5.0/ Ada',
      'Resolved by commit abcdef0/ Ada',
      'Assigned to checkout/ Ada',
      'Priority set to Low/ Ada',
      expect.stringContaining('Linked with a ticket/ AdaSHOP-12'),
    ]);
    expect(shown[6]).toMatch(/^Regressed in 2\.4\.0.*ago$/);
    expect(shown).toHaveLength(8);
    expect(screen.getByText('<b>mine</b> **now**')).toHaveAttribute(
      'dir',
      'auto',
    );
    expect(await axe(screen.getByRole('main'))).toHaveNoViolations();

    await user.click(
      screen.getByRole('button', { name: 'Show 2 older entries' }),
    );
    expect((await entries()).at(-1)).toMatch(/^First seen/);
  });

  it('offers no comment to who may not change the issue', async () => {
    await show({ items: [{ id: '1', kind: 'first-seen', date }] });
    await view.scrollTo();
    await entries();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('shows a comment that was sent, once, and empties the box', async () => {
    const sentryApi = await show({ triage: advice({ actsAs: 'user' }) });
    await view.scrollTo();
    await screen.findByText(/Nothing has happened/);
    const sent = { id: '9', kind: 'comment', date, text: 'On it' } as const;
    sentryApi.addIssueComment.mockResolvedValue({
      item: sent,
      actedAs: 'user',
    });
    sentryApi.getIssueActivity.mockResolvedValue({ ...meta, items: [sent] });
    const field = await comment('  On it');

    expect(await screen.findByText('On it')).toBeInTheDocument();
    expect(sentryApi.addIssueComment).toHaveBeenCalledWith(
      entityRef,
      '4501',
      { text: 'On it' },
      undefined,
      { actsAs: 'user' },
    );
    expect(field).toHaveValue('');
    expect(field).toHaveFocus();
    expect(screen.getByText('The comment was added.')).toBeInTheDocument();
    await waitFor(() =>
      expect(sentryApi.getIssueActivity).toHaveBeenCalledTimes(2),
    );
    expect(await entries()).toHaveLength(1);
  });

  it('sends no empty comment', async () => {
    const sentryApi = await show({ triage: advice() });
    const field = await comment('   ');
    expect(sentryApi.addIssueComment).not.toHaveBeenCalled();
    expect(field).toHaveFocus();
  });

  it.each<[string, Error, string]>([
    [
      'the policy forbids it',
      new SentryRequestException('forbidden', 'no'),
      'does not let you change the Sentry issues',
    ],
    [
      'Sentry refuses it',
      new SentryProblemException({
        code: 'QUERY_INVALID',
        message: 'You have already posted that comment.',
        isChange: true,
      }),
      'You have already posted that comment.',
    ],
  ])('says why where %s, and keeps the text', async (_why, error, said) => {
    const sentryApi = await show({ triage: advice() });
    sentryApi.addIssueComment.mockRejectedValue(error);
    const field = await comment('Twice');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The comment was not added');
    expect(alert).toHaveTextContent(said);
    expect(
      within(alert).queryByRole('button', { name: 'Try again' }),
    ).toBeNull();
    expect(field).toHaveValue('Twice');
  });

  it('lets the viewer check where it may have arrived, rather than send it again', async () => {
    const sentryApi = await show({ triage: advice() });
    await view.scrollTo();
    await screen.findByText(/Nothing has happened/);
    const problem = {
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'Sentry returned an error (503).',
      outcome: 'unknown',
    } as const;
    sentryApi.addIssueComment.mockRejectedValue(
      new SentryProblemException(problem),
    );
    await comment('Once');
    await screen.findByText(/It is not known whether the comment was added/);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('button', { name: /Try again/ })).toBeNull();
    await user.click(
      screen.getByRole('button', { name: 'Check the current state' }),
    );
    await waitFor(() =>
      expect(sentryApi.getIssueActivity).toHaveBeenCalledTimes(2),
    );
  });

  it('says why it could not be read', async () => {
    const sentryApi = fakeApi();
    await show({ sentryApi });
    sentryApi.getIssueActivity.mockRejectedValue(
      new SentryProblemException({
        code: 'UPSTREAM_TIMEOUT',
        message: 'Too slow.',
      }),
    );
    await view.scrollTo();
    expect(
      await screen.findByText(/Sentry took too long to answer/),
    ).toBeInTheDocument();
  });
});
