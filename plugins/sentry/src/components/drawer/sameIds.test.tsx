import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeDetail,
  makeIssue,
  makePage,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { SentryIssuesContent } from '../tab/SentryIssuesContent';

const inEurope = {
  ...shopWeb,
  instance: 'eu',
  organization: 'acme-eu',
  name: 'Shop web EU',
};
const here = makeIssue({ title: 'HereError', type: 'HereError' });
const there = makeIssue({
  title: 'ThereError',
  type: 'ThereError',
  project: inEurope,
});

/** An entity of two Sentrys, each with an issue of the same id and short id. */
function showTwins(search = '') {
  window.history.replaceState(null, '', `/sentry${search}`);
  const sentryApi = fakeApi();
  sentryApi.getIssues.mockResolvedValue(makePage({ items: [here, there] }));
  sentryApi.getProjects.mockResolvedValue({
    items: [
      { ...shopWeb, ref: 'shop-web' },
      { ...inEurope, ref: 'eu:acme-eu/shop-web' },
    ],
    fetchedAt: '2026-11-20T10:05:00Z',
    stale: false,
    problems: [],
  });
  sentryApi.getIssue.mockImplementation(async (_, __, query) =>
    makeDetail({
      issue: query?.project?.[0] === 'eu:acme-eu/11' ? there : here,
    }),
  );
  renderForEntity(<SentryIssuesContent />, { sentryApi });
  return sentryApi;
}

describe('issues of the same id in two Sentrys', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('have addresses of their own, and are asked for in their own projects', async () => {
    const sentryApi = showTwins();
    const link = await screen.findByRole('link', { name: 'ThereError' });
    await waitFor(() =>
      expect(link).toHaveAttribute(
        'href',
        '/sentry?issue=SHOP-WEB-1A&issueProject=eu%3Aacme-eu%2F11',
      ),
    );
    await userEvent.click(link);
    const drawer = await screen.findByRole('dialog');
    expect(
      await within(drawer).findByRole('heading', { name: 'Event' }),
    ).toBeVisible();

    expect(drawer).toHaveAccessibleName('ThereError');
    expect(drawer).toHaveTextContent('2 of 2');
    expect(sentryApi.getIssue.mock.calls[0][2]).toMatchObject({
      project: ['eu:acme-eu/11'],
    });
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Previous event' }),
    );
    await waitFor(() =>
      expect(sentryApi.getIssueEvent.mock.calls[0]?.[3]).toEqual({
        environment: undefined,
        project: ['eu:acme-eu/11'],
      }),
    );
    expect(window.location.search).toMatch(
      /^\?issue=SHOP-WEB-1A&issueProject=eu%3Aacme-eu%2F11&event=/,
    );
  });

  it('are each found by a link that was shared, and give the focus to their own row', async () => {
    showTwins('?issue=SHOP-WEB-1A&issueProject=eu%3Aacme-eu%2F11');
    expect(
      await screen.findByRole('dialog', { name: 'ThereError' }),
    ).toBeVisible();
    await screen.findByRole('heading', { name: 'Event' });
    await userEvent.keyboard('{Escape}');

    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'ThereError' })).toHaveFocus(),
    );
    expect(window.location.search).toBe('');
  });
});
