import { createApp } from '@backstage/frontend-defaults';
import { createApiFactory } from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PropsWithChildren, ReactElement } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router-dom';
import { makeEntity } from './__testUtils__/data';
import { fakeApi } from './__testUtils__/fakes';
import { sentryApiRef } from './api/SentryApi';
import {
  EntitySentryCard,
  EntitySentryContent,
  sentryPlugin as oldPlugin,
} from './legacy';
import { sentryPlugin as newPlugin } from './plugin';

const cardId = 'entity-card:sentry/issues';
const contentId = 'entity-content:sentry/issues';

/** An app at http://localhost/portal, on the new frontend system, whose entity is at its root. */
async function renderNew(extension: string) {
  const app = createApp({
    features: [
      newPlugin.withOverrides({
        extensions: [
          createTestEntityPage({ entity: makeEntity() }),
          newPlugin.getExtension('api:sentry').override({
            params: make => make(createApiFactory(sentryApiRef, fakeApi())),
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: mockApis.config({
          data: {
            app: {
              baseUrl: 'http://localhost/portal',
              extensions: [
                { 'sign-in-page:app': false },
                { [extension === cardId ? contentId : cardId]: false },
              ],
            },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        }),
      }),
    },
  });
  render(app.createRoot());
}

/** The same on the old one, whose entity is at /shop-web. */
async function renderOld(element: ReactElement) {
  const Router = ({ children }: PropsWithChildren) => (
    <BrowserRouter basename="/portal">{children}</BrowserRouter>
  );
  await renderInTestApp(
    <TestApiProvider apis={[[sentryApiRef, fakeApi()]]}>
      <EntityProvider entity={makeEntity()}>
        <Routes>
          <Route path="/shop-web" element={element} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    {
      components: { Router },
      mountedRoutes: { '/sentry': oldPlugin.routes.entityContent },
    },
  );
}

describe.each<{
  system: string;
  page: string;
  renderTab: () => Promise<void>;
  renderCard: () => Promise<void>;
}>([
  {
    system: 'new',
    page: '/portal',
    renderTab: () => renderNew(contentId),
    renderCard: () => renderNew(cardId),
  },
  {
    system: 'old',
    page: '/portal/shop-web',
    renderTab: () => renderOld(<EntitySentryContent />),
    renderCard: () => renderOld(<EntitySentryCard />),
  },
])(
  'with a path in app.baseUrl, the $system frontend system',
  ({ page, renderTab, renderCard }) => {
    beforeEach(() => {
      window.history.replaceState(null, '', page);
      // The clipboard is there on safely served pages only.
      Object.defineProperty(window, 'isSecureContext', { value: true });
    });
    const address = () =>
      `${window.location.pathname}${window.location.search}`;

    it('has that path once in the links of the tab', async () => {
      await renderTab();
      // At the root, newer versions of Backstage put a slash behind the path.
      expect(
        await screen.findByRole('link', { name: /SHOP-WEB-1A/ }),
      ).toHaveAttribute(
        'href',
        expect.stringMatching(`^${page}/?\\?issue=SHOP-WEB-1A$`),
      );
    });

    it('opens an issue at an address that can be copied, and closes it', async () => {
      const user = userEvent.setup();
      const copy = jest.spyOn(navigator.clipboard, 'writeText');
      await renderTab();
      await user.click(
        await screen.findByRole('link', { name: /SHOP-WEB-1A/ }),
      );
      const drawer = await screen.findByRole('dialog', { name: /TypeError/ });
      expect(address()).toBe(`${page}?issue=SHOP-WEB-1A`);
      await user.click(
        await within(drawer).findByRole('button', { name: /Copy the link/ }),
      );
      expect(copy).toHaveBeenCalledWith(
        `http://localhost${page}?issue=SHOP-WEB-1A`,
      );
      await user.click(
        within(drawer).getByRole('button', { name: 'Close the issue' }),
      );
      await waitFor(() => expect(address()).toBe(page));
    });

    it('has it once in the links of the card', async () => {
      await renderCard();
      await screen.findByText('TypeError');
      const paths = screen
        .getAllByRole('link')
        .map(link => link.getAttribute('href') ?? '')
        .filter(href => href.startsWith('/'));
      expect(paths).not.toHaveLength(0);
      for (const path of paths) {
        expect(path).toMatch(/^\/portal(?!\/portal)/);
      }
    });
  },
);
