import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { makeEntity, makePage, makeSummary } from './__testUtils__/data';
import { fakeApi } from './__testUtils__/fakes';
import {
  EntitySentryCard,
  EntitySentryContent,
  isSentryAvailable,
  MockSentryApi,
  type SentryApi,
  sentryApiRef,
  sentryPlugin,
  SentrySearchResultListItem,
} from './legacy';

function withEntity(element: ReactElement, sentryApi: SentryApi) {
  return (
    <TestApiProvider apis={[[sentryApiRef, sentryApi]]}>
      <EntityProvider entity={makeEntity()}>{element}</EntityProvider>
    </TestApiProvider>
  );
}

function renderCard(sentryApi: SentryApi) {
  return renderInTestApp(withEntity(<EntitySentryCard />, sentryApi), {
    mountedRoutes: { '/sentry': sentryPlugin.routes.entityContent },
  });
}

function renderContent(element: ReactElement, sentryApi: SentryApi) {
  return renderInTestApp(
    withEntity(
      <Routes>
        <Route path="/sentry" element={element} />
      </Routes>,
      sentryApi,
    ),
    { routeEntries: ['/sentry'] },
  );
}

describe('the plugin in the old frontend system', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('brings the card, which links to the tab', async () => {
    await renderCard(fakeApi());

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(screen.getByRole('link', { name: '1 issue' })).toHaveAttribute(
      'href',
      '/sentry?statsPeriod=14d',
    );
  });

  it('brings the tab', async () => {
    await renderContent(<EntitySentryContent />, fakeApi());

    expect(await screen.findByRole('row', { name: /TypeError/ })).toBeVisible();
  });

  it('opens an issue of the tab beside the list', async () => {
    await renderContent(<EntitySentryContent />, fakeApi());
    await userEvent.click(
      await screen.findByRole('link', { name: /SHOP-WEB-1A/ }),
    );

    const drawer = await screen.findByRole('dialog', { name: /TypeError/ });
    expect(
      await within(drawer).findByText(/^return cart\.currency\.code/),
    ).toBeVisible();
    expect(window.location.search).toBe('?issue=SHOP-WEB-1A');
  });

  it.each([
    [{ statsFor: '24h' as const }, { statsPeriod: '24h', limit: 25 }],
    [{ statsFor: '' as const }, { statsPeriod: '14d', limit: 25 }],
    [
      { statsFor: '24h' as const, statsPeriod: '7d' },
      { statsPeriod: '7d', limit: 25 },
    ],
    [
      { tableOptions: { pageSize: 5, search: false } },
      { statsPeriod: '14d', limit: 5 },
    ],
  ])('understands the community plugin’s props %j', async (props, asked) => {
    const sentryApi = fakeApi();
    await renderContent(<EntitySentryContent {...props} />, sentryApi);

    await waitFor(() => expect(sentryApi.getIssues).toHaveBeenCalled());
    expect(sentryApi.getIssues.mock.calls[0][1]).toMatchObject(asked);
  });

  it('tells which entities have Sentry issues', () => {
    expect(isSentryAvailable(makeEntity())).toBe(true);
    expect(isSentryAvailable(makeEntity({}))).toBe(false);
  });

  it('offers an API for the tests of others', async () => {
    await renderCard(
      new MockSentryApi({ issues: makePage().items, summary: { new: 7 } }),
    );

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(screen.getByRole('link', { name: '7 new' })).toBeVisible();
  });
});

describe('the API it registers', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('asks the Sentry backend plugin', async () => {
    server.use(
      http.get(
        'http://example.com/api/sentry/entities/component/default/shop-web/summary',
        () => HttpResponse.json(makeSummary({ new: 5 })),
      ),
    );
    const [factory] = sentryPlugin.getApis();
    const api = factory.factory({
      discoveryApi: mockApis.discovery(),
      fetchApi: { fetch: global.fetch },
      configApi: mockApis.config(),
    });

    await expect(
      (api as SentryApi).getSummary('component:default/shop-web'),
    ).resolves.toMatchObject({ new: 5 });
  });
});

it('shows issues among the results of a search, and leaves all others to other items', async () => {
  const document = (title: string) => ({
    title,
    text: '',
    location: '/elsewhere',
    entityRef: 'component:default/shop-web',
    entityTitle: 'Shop web',
    issueId: 'SHOP-WEB-1A',
    issueProject: '',
    level: 'error',
    project: 'shop-web',
  });
  await renderInTestApp(
    <TestApiProvider apis={[[sentryApiRef, fakeApi()]]}>
      <SearchResultListItemExtensions
        results={[
          { type: 'sentry-issue', document: document('No total') },
          { type: 'techdocs', document: document('A page') },
        ]}
      >
        <SentrySearchResultListItem />
      </SearchResultListItemExtensions>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  expect(await screen.findByRole('link', { name: 'No total' })).toHaveAttribute(
    'href',
    expect.stringContaining('issue=SHOP-WEB-1A'),
  );
  expect(screen.getByText('Shop web')).toBeVisible();
  // The default item.
  expect(screen.getByText('A page')).toBeVisible();
  expect(screen.getAllByText('Shop web')).toHaveLength(1);
});
