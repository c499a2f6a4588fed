import { renderTestApp } from '@backstage/frontend-test-utils';
import '@testing-library/jest-dom';
import { configure, screen } from '@testing-library/react';
import sentryPlugin from 'backstage-plugin-sentry';

// What is loaded lazily comes at its own pace.
configure({ asyncUtilTimeout: 20_000 });

it('speaks German to those who chose it', async () => {
  renderTestApp({
    features: [sentryPlugin],
    initialRouteEntries: ['/sentry/connection'],
    config: {
      backend: { baseUrl: 'http://localhost:7007' },
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: { availableLanguages: ['de'], defaultLanguage: 'de' },
            },
          },
        ],
      },
    },
  });

  expect(await screen.findByText('Sentry-Instanzen')).toBeInTheDocument();
  expect(screen.getByRole('tab', { name: 'Meine Issues' })).toBeVisible();
});
