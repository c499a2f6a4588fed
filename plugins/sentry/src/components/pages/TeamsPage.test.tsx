import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { glitchtipOnly, makeSummary } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForUser } from '../../__testUtils__/render';
import { SentryRequestException } from '../../api/errors';
import { TeamsPage } from './TeamsPage';

function teamsApi() {
  const sentryApi = fakeApi();
  sentryApi.getMyTeams.mockResolvedValue(
    makeSummary({
      components: [
        {
          ref: 'group:default/quiet',
          projects: ['default:acme/13'],
          unresolved: 0,
          capped: false,
        },
        { ref: 'group:default/dark', projects: [], capped: false },
        {
          ref: 'group:default/payments',
          title: 'Payments',
          projects: ['default:acme/11', 'default:acme/12'],
          unresolved: 100,
          capped: true,
        },
        {
          ref: 'group:default/storefront',
          title: 'Storefront',
          projects: ['default:acme/14', 'weak:acme/1'],
          unresolved: 62,
          regressed: 2,
          escalating: 1,
          capped: true,
          uncounted: 1,
        },
      ],
    }),
  );
  return sentryApi;
}

const limitedProjects = {
  items: [],
  capabilities: glitchtipOnly,
  fetchedAt: '',
  stale: false,
  problems: [],
};

describe('TeamsPage', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('shows the teams that got worse first, then those with the most issues, each a way to its tab', async () => {
    renderForUser(<TeamsPage />, { sentryApi: teamsApi() });

    const teams = await screen.findByRole('list', {
      name: 'Unresolved issues in the last 14 days, by team',
    });
    const items = within(teams).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      'Storefront 62+ unresolved2 regressed · 1 escalating 1 project not counted',
      'Payments 99+ unresolved',
      'dark –Unknown unresolved No Sentry project',
      'quiet 0 unresolved',
    ]);
    expect(screen.queryByText(/share a Sentry project/)).toBeNull();
    expect(
      within(items[1]).getByRole('link', { name: 'Payments 99+ unresolved' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/group/payments/sentry?statsPeriod=14d',
    );
  });

  it('keeps the counts that a weak server lacks, and says how many projects they leave out', async () => {
    const sentryApi = teamsApi();
    const summary = await sentryApi.getMyTeams({});
    sentryApi.getMyTeams.mockResolvedValue({
      ...summary,
      new: 162,
      capped: ['new', 'regressed'],
      uncounted: { new: 1, regressed: 1 },
    });
    sentryApi.getMyProjects.mockResolvedValue(limitedProjects);
    renderForUser(<TeamsPage />, { sentryApi });
    const together = await screen.findByRole('region', { name: 'All teams' });
    expect(together).toHaveTextContent('162+ new');
    expect(together).toHaveTextContent('3+ regressed');
    expect(together).toHaveTextContent('1 project not counted');
  });

  it('says what a server of theirs does not report', async () => {
    const sentryApi = teamsApi();
    sentryApi.getMyTeams.mockResolvedValue(
      makeSummary({
        unresolved: 7,
        new: undefined,
        regressed: undefined,
        unhandled: undefined,
        users: undefined,
        trend: undefined,
        components: [
          {
            ref: 'group:default/payments',
            projects: ['default:acme/11'],
            unresolved: 7,
            capped: false,
          },
        ],
      }),
    );
    sentryApi.getMyProjects.mockResolvedValue(limitedProjects);
    renderForUser(<TeamsPage />, { sentryApi });
    expect(
      await screen.findByText(
        'GlitchTip can’t filter by period: showing all time. GlitchTip doesn’t report overall trends and user counts.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/regressed/)).toBeNull();
    expect(sentryApi.getMyProjects.mock.calls[0][0]).toEqual({
      relation: 'owned',
    });
  });

  it('asks for nothing more where nothing is missing', async () => {
    const sentryApi = teamsApi();
    renderForUser(<TeamsPage />, { sentryApi });
    await screen.findByText('3 regressed');
    expect(sentryApi.getMyProjects).not.toHaveBeenCalled();
  });

  it('says that counts overlap where teams share a project', async () => {
    const sentryApi = teamsApi();
    const projects = ['default:acme/11'];
    const counted = { projects, unresolved: 7, capped: false };
    sentryApi.getMyTeams.mockResolvedValue(
      makeSummary({
        components: [
          { ref: 'group:default/one', ...counted },
          { ref: 'group:default/two', ...counted },
        ],
      }),
    );
    renderForUser(<TeamsPage />, { sentryApi });

    expect(
      await screen.findByText(/^Some share a Sentry project/),
    ).toBeVisible();
  });

  it('says what is new or got worse in all of them together', async () => {
    renderForUser(<TeamsPage />, { sentryApi: teamsApi() });

    const together = await screen.findByRole('region', {
      name: 'All teams',
    });
    expect(together).toHaveTextContent('12 new');
    expect(together).toHaveTextContent('3 regressed');
    expect(together).toHaveTextContent('99+ unhandled');
    expect(
      within(together).getByRole('img', { name: /events in the last 14 days/ }),
    ).toBeVisible();
    // They are of several entities, none of which the page is about.
    expect(within(together).queryByRole('link')).toBeNull();
  });

  it('says so where the viewer is in no group', async () => {
    const sentryApi = teamsApi();
    sentryApi.getMyTeams.mockResolvedValue(makeSummary({ components: [] }));
    renderForUser(<TeamsPage />, { sentryApi });

    expect(await screen.findByRole('note')).toHaveTextContent(
      'You are not a member of any group in the catalog.',
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
