import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  components,
  glitchtipOnly,
  makeIssue,
  makePage,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { findDrawer, renderForUser } from '../../__testUtils__/render';
import { SentryProblemException } from '../../api/errors';
import { MyIssuesPage } from './MyIssuesPage';

function myApi() {
  const sentryApi = fakeApi();
  sentryApi.getMyIssues.mockResolvedValue(makePage({ entities: components }));
  return sentryApi;
}

describe('MyIssuesPage', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('lists what the viewer and their teams own, and opens an issue in place', async () => {
    const sentryApi = myApi();
    renderForUser(<MyIssuesPage />, { sentryApi });

    const row = await screen.findByRole('row', { name: /TypeError/ });
    const link = within(row).getByRole('link', { name: /SHOP-WEB-1A/ });
    expect(link).toHaveAttribute(
      'href',
      '/?issue=SHOP-WEB-1A&issueProject=default%3Aacme%2F11',
    );
    expect(within(row).getByRole('link', { name: 'Shop web' })).toHaveAttribute(
      'href',
      '/catalog/default/component/shop-web',
    );
    expect(sentryApi.getMyIssues.mock.calls[0][0]).toMatchObject({
      relation: 'owned',
      query: 'is:unresolved',
      statsPeriod: '14d',
    });

    await userEvent.click(link);
    const drawer = await findDrawer();
    expect(sentryApi.getIssue.mock.calls[0].slice(0, 2)).toEqual([
      'component:default/shop-web',
      'SHOP-WEB-1A',
    ]);
    expect(window.location.pathname).toBe('/');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Close the issue' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(link).toHaveFocus());
  });

  it('turns to what is assigned to the viewer, keeps that in the URL, and leaves the page that it was on', async () => {
    window.history.replaceState(null, '', '/?query=level%3Aerror&cursor=abc');
    const sentryApi = myApi();
    renderForUser(<MyIssuesPage />, { sentryApi });
    await screen.findByText('TypeError');

    await userEvent.click(
      screen.getByRole('radio', { name: 'Assigned to me' }),
    );

    await waitFor(() =>
      expect(sentryApi.getMyIssues.mock.lastCall?.[0]).toMatchObject({
        relation: 'assigned',
        query: 'level:error',
        cursor: undefined,
      }),
    );
    expect(window.location.search).toBe(
      '?query=level%3Aerror&relation=assigned',
    );
  });

  it('shows what a shared link asks for', async () => {
    window.history.replaceState(
      null,
      '',
      '/?relation=assigned&query=&statsPeriod=7d',
    );
    const sentryApi = myApi();
    renderForUser(<MyIssuesPage />, { sentryApi });

    await screen.findByText('TypeError');
    expect(sentryApi.getMyIssues.mock.calls[0][0]).toMatchObject({
      relation: 'assigned',
      query: '',
      statsPeriod: '7d',
    });
  });

  it('can be narrowed to projects and environments, as the tab can', async () => {
    const sentryApi = myApi();
    sentryApi.getMyProjects.mockResolvedValue({
      items: [
        { ...shopWeb, ref: 'shop-web' },
        { ...shopWeb, id: '7', slug: 'billing', ref: 'eu:acme-eu/billing' },
      ],
      fetchedAt: '',
      stale: false,
      problems: [],
    });
    renderForUser(<MyIssuesPage />, { sentryApi });

    await userEvent.click(
      await screen.findByRole('button', { name: /Project/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'billing' }),
    );

    await waitFor(() =>
      expect(sentryApi.getMyIssues.mock.lastCall?.[0]).toMatchObject({
        relation: 'owned',
        project: ['eu:acme-eu/billing'],
      }),
    );
    expect(window.location.search).toBe('?project=eu%3Aacme-eu%2Fbilling');
    expect(sentryApi.getMyProjects.mock.calls[0][0]).toEqual({
      relation: 'owned',
    });
  });

  it('offers no order that one of the servers does not have', async () => {
    const sentryApi = myApi();
    sentryApi.getMyProjects.mockResolvedValue({
      items: [{ ...shopWeb, ref: 'shop-web' }],
      capabilities: glitchtipOnly,
      fetchedAt: '',
      stale: false,
      problems: [],
    });
    renderForUser(<MyIssuesPage />, { sentryApi });
    await screen.findByText(/can’t filter by period/);

    await userEvent.click(
      await screen.findByRole('button', { name: /Sort by/ }),
    );
    expect(await screen.findByRole('option', { name: 'Events' })).toBeVisible();
    expect(screen.queryByRole('option', { name: 'Trends' })).toBeNull();
  });

  it('opens each of two issues with one short id as its own component’s, and leads to Sentry where there is none', async () => {
    const sentryApi = fakeApi();
    const eu = { ...shopWeb, instance: 'eu', organization: 'acme-eu', id: '7' };
    const unowned = { ...shopWeb, id: '99' };
    sentryApi.getMyIssues.mockResolvedValue(
      makePage({
        entities: components,
        items: [
          makeIssue({ value: 'Here' }),
          makeIssue({ value: 'There', project: eu }),
          makeIssue({ id: '9', value: 'Nowhere', project: unowned }),
        ],
      }),
    );
    renderForUser(<MyIssuesPage />, { sentryApi });

    const hrefOf = async (name: string) =>
      (
        await screen.findByRole('link', {
          name: new RegExp(`^${name} SHOP-WEB-1A`),
        })
      ).getAttribute('href');
    expect(await hrefOf('Here')).toMatch(/issueProject=default%3Aacme%2F11$/);
    expect(await hrefOf('There')).toMatch(/issueProject=eu%3Aacme-eu%2F7$/);
    expect(await hrefOf('Nowhere')).toBe(
      'https://sentry.example.com/issues/4501/',
    );
  });

  it('says what to do where nothing of the viewer is in Sentry', async () => {
    const sentryApi = fakeApi();
    sentryApi.getMyIssues.mockRejectedValue(
      new SentryProblemException({
        code: 'ANNOTATION_MISSING',
        message: 'You and your groups own no entity with the annotation.',
      }),
    );
    renderForUser(<MyIssuesPage />, { sentryApi });

    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent('No Sentry project to show');
    expect(note).toHaveTextContent('You and your groups own no entity');
    expect(screen.getByRole('radio', { name: 'Assigned to me' })).toBeVisible();
  });

  it('has good news where all is settled', async () => {
    const sentryApi = fakeApi();
    sentryApi.getMyIssues.mockResolvedValue(
      makePage({ items: [], totalItems: 0 }),
    );
    renderForUser(<MyIssuesPage />, { sentryApi });

    expect(await screen.findByText('No unresolved issues')).toBeVisible();
  });

  it('has nothing for axe to find', async () => {
    const { container } = renderForUser(<MyIssuesPage />, {
      sentryApi: myApi(),
    });
    await screen.findByText('TypeError');

    expect(await axe(container)).toHaveNoViolations();
  });
});
