import { mockApis } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { ReleaseHealth } from './ReleaseHealth';

const ref = 'component:default/shop-web';

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

const regions = () => screen.queryAllByRole('region', { name: /Health/ });

function renderReleases(
  items: SentryRelease[] | Error | 'never',
  storage?: ReturnType<typeof mockApis.storage>,
) {
  const sentryApi = fakeApi();
  sentryApi.getReleases.mockImplementation(async () => {
    if (items instanceof Error) {
      throw items;
    }
    if (items === 'never') {
      return new Promise(() => {});
    }
    return {
      items,
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    };
  });
  const rendered = renderForEntity(<ReleaseHealth entityRef={ref} />, {
    sentryApi,
    storageApi: storage,
  });
  return { sentryApi, ...rendered };
}

const figure = (strip: HTMLElement, name: string) =>
  within(strip).getByText(name).closest('div');

describe('ReleaseHealth', () => {
  it('says how the newest release does', async () => {
    const { container } = renderReleases([
      makeRelease(),
      makeRelease({ version: 'shop-web@2.3.0', shortVersion: '2.3.0' }),
    ]);

    expect(
      await screen.findByRole('link', { name: /2\.4\.0/ }),
    ).toHaveAttribute('href', 'https://sentry.example.com/releases/2.4.0/');
    const strip = screen.getByRole('region', {
      name: 'Health of the newest release',
    });
    expect(figure(strip, 'Crash-free sessions')).toHaveTextContent('99.87%');
    expect(figure(strip, 'Crash-free users')).toHaveTextContent('94%');
    expect(figure(strip, 'Adoption')).toHaveTextContent('63%');
    expect(within(strip).getByRole('link', { name: '3' })).toHaveAttribute(
      'href',
      '/sentry?query=firstRelease%3A%22shop-web%402.4.0%22',
    );
    expect(within(strip).queryByText('2.3.0')).not.toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('knows nothing of a release that nobody uses yet', async () => {
    renderReleases([
      makeRelease({ health: undefined, newIssues: 0 }),
      makeRelease({ version: 'shop-web@2.3.0', shortVersion: '2.3.0' }),
    ]);

    await screen.findByRole('link', { name: /2\.4\.0/ });
    const strip = screen.getByRole('region', { name: /Health/ });
    expect(figure(strip, 'Crash-free sessions')).toHaveTextContent('Unknown');
    expect(figure(strip, 'Adoption')).toHaveTextContent('0%');
    expect(figure(strip, 'New issues')).toHaveTextContent('0');
  });

  it('keeps room for as many rows as there were the last time, and none where there were none', async () => {
    const storage = mockApis.storage();
    const first = renderReleases(
      [
        makeRelease(),
        makeRelease({ projects: ['kiosk'], shortVersion: '7.0.0' }),
      ],
      storage,
    );
    await screen.findByRole('link', { name: /2\.4\.0/ });
    first.unmount();

    const again = renderReleases('never', storage);
    const strip = await screen.findByRole('region', { name: /Health/ });
    expect(strip).toHaveAttribute('aria-busy', 'true');
    expect(strip.querySelectorAll('.row')).toHaveLength(2);
    again.unmount();

    // That no sessions are sent any more is remembered, too.
    const gone = renderReleases([], storage);
    await waitFor(() => expect(regions()).toEqual([]));
    gone.unmount();
    const { sentryApi } = renderReleases('never', storage);
    await waitFor(() => expect(sentryApi.getReleases).toHaveBeenCalled());
    expect(regions()).toEqual([]);
  });

  it('keeps room for a row where nothing is known of an entity yet', async () => {
    renderReleases('never');
    const strip = await screen.findByRole('region', { name: /Health/ });
    expect(strip).toHaveAttribute('aria-busy', 'true');
    expect(strip.querySelectorAll('.row')).toHaveLength(1);
  });

  it.each([
    ['no program sends sessions', [makeRelease({ health: undefined })]],
    ['there is no release', []],
    ['it is unknown', new Error('no')],
  ])('is not there where %s', async (_, items) => {
    const { sentryApi } = renderReleases(items);

    await waitFor(() => expect(sentryApi.getReleases).toHaveBeenCalled());
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: /Health/ }),
      ).not.toBeInTheDocument(),
    );
  });
});
