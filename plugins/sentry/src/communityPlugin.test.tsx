import {
  createApiFactory,
  discoveryApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { ReactElement } from 'react';
import { makeEntity, makeSummary } from './__testUtils__/data';
import { fakeApi } from './__testUtils__/fakes';
// What `@backstage-community/plugin-sentry` 1.22 exports, by another path alone.
import {
  EntitySentryCard,
  EntitySentryContent,
  type EventPoint,
  isSentryAvailable,
  MockSentryApi,
  plugin,
  ProductionSentryApi,
  Router,
  type SentryApi,
  type SentryApiError,
  sentryApiRef,
  type SentryIssue,
  type SentryIssueMetadata,
  SentryIssuesWidget,
  SentryIssuesWidgetCard,
  type SentryPageProps,
  type SentryPlatform,
  sentryPlugin,
  type SentryProject,
} from './legacy';

/** As `Options` of its table: an interface, which no index signature takes. */
interface TableOptions {
  padding?: 'default' | 'dense';
  paging?: boolean;
  search?: boolean;
  pageSize?: number;
}
const tableOptions: TableOptions = {
  padding: 'dense',
  paging: true,
  search: false,
  pageSize: 5,
};
const entity = makeEntity();

async function renderWith(element: ReactElement) {
  const sentryApi = fakeApi();
  await renderInTestApp(
    <TestApiProvider apis={[[sentryApiRef, sentryApi]]}>
      <EntityProvider entity={entity}>{element}</EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: { '/sentry': sentryPlugin.routes.entityContent },
    },
  );
  return sentryApi;
}

describe('code that was written for the community plugin', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it.each<[string, ReactElement]>([
    ['EntitySentryCard', <EntitySentryCard />],
    [
      'EntitySentryCard with its props',
      <EntitySentryCard statsFor="24h" tableOptions={tableOptions} />,
    ],
    ['SentryIssuesWidgetCard', <SentryIssuesWidgetCard />],
    ['Router', <Router />],
    [
      'SentryIssuesWidget',
      <SentryIssuesWidget
        entity={entity}
        statsFor="24h"
        tableOptions={tableOptions}
        variant="gridItem"
      />,
    ],
  ])('shows the issues with %s', async (_, element) => {
    await renderWith(element);
    expect(await screen.findByText('TypeError')).toBeVisible();
  });

  it('hands the query of the widget to Sentry, with window and page size', async () => {
    const sentryApi = await renderWith(
      <SentryIssuesWidget
        entity={entity}
        statsFor="24h"
        tableOptions={tableOptions}
        query="environment:live"
      />,
    );
    await waitFor(() => expect(sentryApi.getIssues).toHaveBeenCalled());
    expect(sentryApi.getIssues.mock.calls[0]).toEqual([
      'component:default/shop-web',
      expect.objectContaining({
        query: 'environment:live',
        statsPeriod: '24h',
        limit: 5,
      }),
      expect.anything(),
    ]);
  });

  it('lists as many issues in the card as its table had', async () => {
    const props: SentryPageProps = { statsFor: '14d', tableOptions };
    const sentryApi = await renderWith(<EntitySentryCard {...props} />);
    await waitFor(() => expect(sentryApi.getIssues).toHaveBeenCalled());
    expect(sentryApi.getIssues.mock.calls[0][1]).toMatchObject({
      statsPeriod: '14d',
      limit: 5,
    });
  });

  it('has the types that other code may name', () => {
    const named: [
      EventPoint,
      SentryPlatform,
      SentryApiError,
      SentryIssueMetadata,
      SentryIssue[],
      SentryProject[],
    ] = [[0, 1], 'javascript', { detail: '' }, { type: '' }, [], []];
    expect(named).toHaveLength(6);
  });

  it('replaces the API by the mock, or by one made by hand', () => {
    const apis = [
      createApiFactory(sentryApiRef, new MockSentryApi()),
      createApiFactory({
        api: sentryApiRef,
        deps: { discoveryApi: discoveryApiRef, identityApi: identityApiRef },
        factory: ({ discoveryApi, identityApi }) =>
          new ProductionSentryApi(discoveryApi, 'acme', identityApi),
      }),
    ];
    expect(apis.map(({ api }) => api)).toEqual([sentryApiRef, sentryApiRef]);
    expect(plugin).toBe(sentryPlugin);
    expect(isSentryAvailable(entity)).toBe(true);
    expect(EntitySentryContent).toBeInstanceOf(Function);
  });
});

describe('ProductionSentryApi', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('asks the Sentry backend plugin as the viewer', async () => {
    const authorization = jest.fn();
    server.use(
      http.get(
        'http://example.com/api/sentry/entities/component/default/shop-web/summary',
        ({ request }) => {
          authorization(request.headers.get('authorization'));
          return HttpResponse.json(makeSummary({ new: 5 }));
        },
      ),
    );
    const api: SentryApi = new ProductionSentryApi(
      mockApis.discovery(),
      'acme',
      mockApis.identity({ token: 'of-the-viewer' }),
    );
    await expect(
      api.getSummary('component:default/shop-web'),
    ).resolves.toMatchObject({ new: 5 });
    expect(authorization).toHaveBeenCalledWith('Bearer of-the-viewer');
  });
});
