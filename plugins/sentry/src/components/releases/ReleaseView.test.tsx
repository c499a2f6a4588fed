import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryRelease,
  SentryReleaseDetail,
} from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { fakeApi } from '../../__testUtils__/fakes';
import { showTab } from '../../__testUtils__/render';
import { SentryProblemException } from '../../api/errors';

const meta = { fetchedAt: '2026-11-20T10:05:00Z', stale: false, problems: [] };

function makeRelease(
  shortVersion: string,
  overrides: Partial<SentryRelease> = {},
): SentryRelease {
  return {
    version: `shop-web@${shortVersion}`,
    shortVersion,
    instance: 'default',
    organization: 'acme',
    projects: ['shop-web'],
    dateCreated: '2026-11-10T10:00:00Z',
    newIssues: 3,
    health: { crashFreeSessions: 0.965, adoption: 0.5, sessions: 1200 },
    ...overrides,
  };
}

const releases = ['2.4.0', '2.3.0', '2.2.0', '2.1.0', '2.0.0', '1.9.0'].map(
  version => makeRelease(version),
);

function withReleases() {
  const sentryApi = fakeApi();
  sentryApi.getReleases.mockResolvedValue({ items: releases, ...meta });
  sentryApi.getRelease.mockImplementation(
    async (_entityRef, version): Promise<SentryReleaseDetail> => {
      const release = releases.find(one => one.version === version);
      if (!release) {
        throw new SentryProblemException({
          code: 'ISSUE_NOT_FOUND',
          message: 'Sentry has no such release.',
        });
      }
      const isNewest = release === releases[0];
      return {
        release: {
          ...release,
          ...(isNewest && { health: { crashFreeSessions: 0.9 } }),
        },
        commits: [
          {
            id: 'abcdef1234',
            shortId: 'abcdef1',
            message: 'Fix the cart',
            authorName: 'Ada',
            url: 'https://github.com/acme/shop/commit/abcdef1234',
          },
        ],
        commitCount: 7,
        deploys: [{ environment: 'production', date: '2026-11-11T10:00:00Z' }],
        issues: {
          new: {
            count: isNewest ? 4 : 0,
            capped: false,
            query: `firstRelease:${version}`,
            link: 'https://acme.sentry.io/issues/',
          },
          regressed: {
            count: 100,
            capped: true,
            query: `is:regressed release:${version}`,
            link: 'https://acme.sentry.io/issues/',
          },
        },
        links: { sentry: `https://acme.sentry.io/releases/${version}/` },
        ...meta,
      };
    },
  );
  return sentryApi;
}

/** What each row of the figures says, by its name. */
function figures() {
  return screen
    .getAllByRole('row')
    .map(row => [...row.children].map(cell => cell.textContent))
    .filter(([name]) => name);
}

const findView = () => screen.findByRole('dialog', { name: 'Releases' });

describe('the releases of the tab', () => {
  it('opens from the newest one, asks for nothing before, and Back closes it', async () => {
    const sentryApi = showTab('', withReleases());
    const open = await screen.findByRole('button', {
      name: '2.4.0 All releases',
    });
    expect(sentryApi.getRelease).not.toHaveBeenCalled();
    await userEvent.click(open);

    const view = await findView();
    expect(
      await within(view).findByRole('link', { name: /^4$/ }),
    ).toHaveAttribute(
      'href',
      '/sentry?query=firstRelease%3Ashop-web%402.4.0&statsPeriod=90d',
    );
    expect(window.location.search).toBe('?release=');
    expect(sentryApi.getReleases).toHaveBeenCalledTimes(1);
    expect(sentryApi.getRelease).toHaveBeenCalledTimes(1);
    expect(within(view).getByText('Fix the cart')).toBeVisible();
    expect(within(view).getByText('production')).toBeVisible();
    expect(within(view).getByText('Commits (7)')).toBeVisible();
    expect(await axe(view)).toHaveNoViolations();

    await userEvent.click(
      within(view).getByRole('button', { name: 'Close the releases' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.search).toBe('');
  });

  it('compares two, which the address names', async () => {
    showTab('', withReleases());
    await userEvent.click(
      await screen.findByRole('button', { name: '2.4.0 All releases' }),
    );
    const view = await findView();
    await userEvent.click(
      await within(view).findByRole('button', { name: 'Compare 2.3.0' }),
    );

    await within(view).findByText('96.5%');
    expect(window.location.search).toBe(
      '?release=shop-web%402.4.0&compareWith=shop-web%402.3.0',
    );
    const rows = figures();
    expect(rows).toContainEqual(['crash-free sessions', '90%', '96.5%']);
    expect(rows).toContainEqual(['new issues', '4', '0']);
    expect(rows).toContainEqual(['regressed issues', '99+', '99+']);
    // Known of one of them only.
    expect(rows).toContainEqual(['adoption', '–Unknown', '50%']);
    // Known of none.
    expect(rows.map(([name]) => name)).not.toContain('unresolved issues');
  });

  it('shows the rest of the releases when asked', async () => {
    showTab('?release=shop-web%402.3.0', withReleases());
    const view = await findView();
    const chosen = await within(view).findByRole('button', { name: '2.3.0' });
    expect(chosen).toHaveAttribute('aria-pressed', 'true');
    expect(within(view).queryByRole('button', { name: '1.9.0' })).toBeNull();

    await userEvent.click(
      within(view).getByRole('button', { name: 'Show all 6 releases' }),
    );
    expect(within(view).getByRole('button', { name: '1.9.0' })).toHaveFocus();
  });

  it('keeps the list where a release is not found', async () => {
    showTab('?release=shop-web%400.0.1', withReleases());
    const view = await findView();

    expect(await within(view).findByRole('alert')).toBeVisible();
    expect(within(view).getByRole('button', { name: '2.4.0' })).toBeVisible();
  });
});
