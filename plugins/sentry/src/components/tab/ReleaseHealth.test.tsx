import { screen, waitFor } from '@testing-library/react';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { ReleaseHealth } from './ReleaseHealth';

function makeRelease(overrides: Partial<SentryRelease> = {}): SentryRelease {
  return {
    version: 'shop-web@2.4.0',
    shortVersion: '2.4.0',
    instance: 'default',
    organization: 'acme',
    projects: ['shop-web'],
    dateCreated: '2026-11-10T10:00:00Z',
    newIssues: 3,
    link: 'https://sentry.example.com/releases/2.4.0/',
    health: {
      crashFreeSessions: 0.99876,
      crashFreeUsers: 0.94,
      adoption: 0.634,
      sessions: 1200,
      users: 300,
    },
    ...overrides,
  };
}

const strip = () => screen.queryByRole('region', { name: /Health/ });

function renderReleases(items: SentryRelease[] | Error) {
  const sentryApi = fakeApi();
  sentryApi.getReleases.mockImplementation(async () => {
    if (items instanceof Error) {
      throw items;
    }
    return {
      items,
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    };
  });
  const { container } = renderForEntity(
    <ReleaseHealth entityRef="component:default/shop-web" isNeeded />,
    { sentryApi },
  );
  return { sentryApi, container };
}

describe('ReleaseHealth', () => {
  it('says how the newest release does, all shares alike', async () => {
    const { container } = renderReleases([
      makeRelease(),
      makeRelease({ version: 'shop-web@2.3.0', shortVersion: '2.3.0' }),
    ]);

    expect(
      await screen.findByRole('button', { name: '2.4.0 All releases' }),
    ).toBeVisible();
    for (const text of [
      '99.8% crash-free sessions',
      '94% crash-free users',
      '63.4% adoption',
      '3 new issues',
    ]) {
      expect(strip()).toHaveTextContent(text);
    }
    expect(screen.getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      '/sentry?query=firstRelease%3Ashop-web%402.4.0',
    );
    expect(screen.queryByText('2.3.0')).toBeNull();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('names the project where there are several, and leaves out what is unknown', async () => {
    renderReleases([
      makeRelease({ projects: ['cron'], health: undefined }),
      makeRelease({
        projects: ['kiosk'],
        shortVersion: '7.0.0',
        newIssues: 0,
        health: { sessions: 5 },
      }),
    ]);

    await screen.findByRole('button', { name: /7\.0\.0/ });
    expect(strip()).toHaveTextContent('kiosk');
    expect(strip()).not.toHaveTextContent(/adoption|crash-free|new issues/);
  });

  it.each([
    ['no program sends sessions', [makeRelease({ health: undefined })]],
    ['it is unknown', new Error('no')],
  ])('is not there where %s', async (_, items) => {
    const { sentryApi } = renderReleases(items);

    await waitFor(() => expect(sentryApi.getReleases).toHaveBeenCalled());
    await waitFor(() => expect(strip()).toBeNull());
  });
});
