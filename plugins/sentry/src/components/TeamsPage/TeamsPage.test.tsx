import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeSummary } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakeApi';
import { renderForUser } from '../../__testUtils__/renderForEntity';
import { SentryRequestException } from '../../api';
import { TeamsPage } from './TeamsPage';

function teamsApi() {
  const sentryApi = fakeApi();
  sentryApi.getMyTeams.mockResolvedValue(
    makeSummary({
      components: [
        {
          ref: 'group:default/quiet',
          projects: [],
          unresolved: 0,
          capped: false,
        },
        { ref: 'group:default/dark', projects: [], capped: false },
        {
          ref: 'group:default/payments',
          title: 'Payments',
          projects: [],
          unresolved: 100,
          capped: true,
        },
      ],
    }),
  );
  return sentryApi;
}

describe('TeamsPage', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('shows the teams with the most issues first, each a way to its tab', async () => {
    renderForUser(<TeamsPage />, { sentryApi: teamsApi() });

    const teams = await screen.findByRole('list', {
      name: 'Unresolved issues in the last 14 days, by team',
    });
    const links = within(teams).getAllByRole('link');
    expect(links.map(link => link.textContent)).toEqual([
      '99+ unresolvedPaymentsgroup:default/payments',
      '–Not knowndarkgroup:default/dark',
      '0 unresolvedquietgroup:default/quiet',
    ]);
    expect(links[0]).toHaveAttribute(
      'href',
      '/catalog/default/group/payments/sentry?statsPeriod=14d',
    );
  });

  it('counts in the window that is chosen, and keeps it in the URL', async () => {
    const sentryApi = teamsApi();
    renderForUser(<TeamsPage />, { sentryApi });
    await screen.findByRole('list', { name: /by team/ });

    await userEvent.click(screen.getByRole('button', { name: /Period/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Last 7 days' }),
    );

    await waitFor(() =>
      expect(sentryApi.getMyTeams.mock.lastCall?.[0]).toEqual({
        statsPeriod: '7d',
      }),
    );
    expect(window.location.search).toBe('?statsPeriod=7d');
  });

  it('says what is wrong, and tries again', async () => {
    const sentryApi = teamsApi();
    sentryApi.getMyTeams.mockRejectedValueOnce(
      new SentryRequestException('unreachable', 'no'),
    );
    renderForUser(<TeamsPage />, { sentryApi });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Backstage can’t be reached',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('list', { name: /by team/ })).toBeVisible();
  });

  it('has nothing for axe to find', async () => {
    const { container } = renderForUser(<TeamsPage />, {
      sentryApi: teamsApi(),
    });
    await screen.findByRole('list', { name: /by team/ });

    expect(await axe(container)).toHaveNoViolations();
  });
});
