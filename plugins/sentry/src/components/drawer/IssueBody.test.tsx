import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import {
  makeDetail,
  makeEntity,
  makeEvent,
  makeIssue,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { IssueBody } from './IssueBody';

const user = userEvent.setup({ delay: null });

/** Renders an issue that a list has, which counts the last 14 days. */
async function showIssue(
  overrides: Partial<SentryIssueDetail> = {},
  sentryApi = fakeApi(),
) {
  const detail = makeDetail(overrides);
  renderForEntity(
    <main>
      <IssueBody
        entity={makeEntity()}
        entityRef="component:default/shop-web"
        address={{ issueId: 'SHOP-WEB-1A' }}
        environment={undefined}
        statsPeriod="14d"
        withUsers
        server="Sentry"
        detail={detail}
        isPending={false}
        known={makeIssue()}
        loadedEvent={{ data: detail.event, isPending: false, reload: () => {} }}
        event={undefined}
        isEventUnknown={false}
        onShowEvent={() => {}}
        onRetry={() => {}}
      />
    </main>,
    { sentryApi },
  );
  return screen.findByRole('main');
}

describe('IssueBody', () => {
  it('shows figures and trends', async () => {
    const body = await showIssue();
    for (const text of [
      '9K',
      '1,284 in the last 14 days',
      '97 in the last 14 days',
      'Release 2.3.0',
      'Release 2.4.0',
      '2.3.0 November 10',
    ]) {
      expect(body).toHaveTextContent(text);
    }
    expect(
      screen.getByRole('img', { name: /events in the last 30 days/ }),
    ).toBeInTheDocument();
  });

  it('counts in the list’s period, unless that is the count of all time', async () => {
    const lifetime = { count: 9000, userCount: 7 };
    const issue = makeIssue({ count: 31, userCount: 7, lifetime });
    const body = await showIssue({ issue });

    expect(body).toHaveTextContent('31 in the last 14 days');
    expect(body).not.toHaveTextContent('7 in the last 14 days');
    expect(screen.getByText('9K')).toBeInTheDocument();
  });

  it('names suspect commits and linked issues', async () => {
    const commit = { id: '4f1c2a9d', shortId: '4f1c2a9' };
    const body = await showIssue({
      suspectCommits: [{ ...commit, message: 'Read the currency' }],
      externalIssues: [
        { label: 'SHOP-12', url: 'https://jira.example.com/SHOP-12' },
      ],
    });

    expect(body).toHaveTextContent('Read the currency');
    expect(screen.getByRole('link', { name: /SHOP-12/ })).toHaveAttribute(
      'href',
      'https://jira.example.com/SHOP-12',
    );
  });

  it('lists each tag once, with the value of the event, and all values when asked', async () => {
    await showIssue({
      event: makeEvent({
        tags: [
          { key: 'browser.name', value: 'Chrome' },
          { key: 'shard', value: '7' },
        ],
      }),
    });
    const tags = screen.getByRole('list', { name: 'Tags' });
    expect(
      within(tags)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['BrowserChrome30%', 'shard7']);
    await user.click(within(tags).getByRole('button', { name: 'Browser' }));

    const values = screen.getByRole('list', { name: 'Browser' });
    expect(
      within(values)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Firefox62 events62%',
      'Chrome30 events30%',
      'Other values8 events8%',
    ]);
  });

  it('moves on to the tags that were not shown before', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `tag ${index}`);
    await showIssue({
      event: undefined,
      tags: names.map(name => ({
        key: name,
        name,
        totalValues: 1,
        topValues: [{ value: 'one', count: 1, share: 1 }],
      })),
    });
    await user.click(screen.getByRole('button', { name: 'Show 2 more tags' }));

    expect(screen.getByText('tag 8').closest('li')).toHaveFocus();
  });

  it('shows the issue where its event is missing, and each problem once', async () => {
    const eventProblem = {
      code: 'UPSTREAM_TIMEOUT' as const,
      message: 'Sentry took more than 10 seconds.',
    };
    const body = await showIssue({
      event: undefined,
      eventProblem,
      problems: [
        eventProblem,
        { code: 'SCOPE_MISSING', message: 'No commits may be read.' },
      ],
    });

    expect(body).toHaveTextContent('Some of this issue is missing');
    expect(body).toHaveTextContent('No commits may be read.');
    expect(screen.getAllByText(eventProblem.message)).toHaveLength(1);
    expect(body).toHaveTextContent('9K');
  });
});
