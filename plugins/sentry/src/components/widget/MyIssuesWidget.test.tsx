import { screen, waitFor } from '@testing-library/react';
import { axe } from 'jest-axe';
import { components, makePage } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForUser } from '../../__testUtils__/render';
import { SentryRequestException } from '../../api/errors';
import { MyIssuesWidget } from './MyIssuesWidget';

describe('MyIssuesWidget', () => {
  it('lists as many issues as configured, and links to all of them', async () => {
    const sentryApi = fakeApi();
    sentryApi.getMyIssues.mockResolvedValue(makePage({ entities: components }));
    const { container } = renderForUser(
      <MyIssuesWidget maxItems={3} relation="assigned" statsPeriod="7d" />,
      { sentryApi },
    );

    expect(
      await screen.findByRole('link', { name: /SHOP-WEB-1A/ }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/shop-web/sentry?issue=SHOP-WEB-1A',
    );
    expect(screen.getByRole('link', { name: 'Shop web' })).toBeVisible();
    expect(sentryApi.getMyIssues.mock.calls[0][0]).toEqual({
      relation: 'assigned',
      statsPeriod: '7d',
      limit: 3,
    });
    expect(screen.getByRole('link', { name: 'All my issues' })).toHaveAttribute(
      'href',
      '/my-sentry/my-issues?relation=assigned&statsPeriod=7d',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says that there is nothing', async () => {
    const sentryApi = fakeApi();
    sentryApi.getMyIssues.mockResolvedValue(makePage({ items: [] }));
    renderForUser(<MyIssuesWidget />, { sentryApi });

    expect(
      await screen.findByText('No unresolved issues in the last 14 days.'),
    ).toBeVisible();
  });

  it('asks for what the viewer owns where nothing else is said', async () => {
    const sentryApi = fakeApi();
    renderForUser(<MyIssuesWidget />, { sentryApi });

    await waitFor(() => expect(sentryApi.getMyIssues).toHaveBeenCalled());
    expect(sentryApi.getMyIssues.mock.calls[0][0]).toEqual({
      relation: 'owned',
      statsPeriod: '14d',
      limit: 5,
    });
    expect(
      await screen.findByRole('link', { name: 'All my issues' }),
    ).toHaveAttribute(
      'href',
      '/my-sentry/my-issues?relation=owned&statsPeriod=14d',
    );
  });

  it('says what is wrong', async () => {
    const sentryApi = fakeApi();
    sentryApi.getMyIssues.mockRejectedValue(
      new SentryRequestException('not-installed', 'no'),
    );
    renderForUser(<MyIssuesWidget />, { sentryApi });

    expect(await screen.findByRole('note')).toHaveTextContent(
      'The Sentry backend is not installed',
    );
  });
});
