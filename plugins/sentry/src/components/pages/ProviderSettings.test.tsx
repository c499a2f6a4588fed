import { renderInTestApp } from '@backstage/frontend-test-utils';
import { githubAuthApiRef } from '@backstage/core-plugin-api';
import { screen } from '@testing-library/react';
import { fakeAuth } from '../../__testUtils__/fakes';
import { sentryAuthApiRef } from '../../auth/sentryAuth';
import { ProviderSettings } from './ProviderSettings';

function setup(providers: Record<string, object>) {
  const { authApi } = fakeAuth();
  renderInTestApp(<ProviderSettings />, {
    apis: [
      [sentryAuthApiRef, authApi],
      [githubAuthApiRef, fakeAuth().authApi],
    ],
    config: { auth: { providers } },
  });
}

describe('ProviderSettings', () => {
  it('lists Sentry beside the other providers', async () => {
    setup({ github: {}, sentry: {} });

    expect(await screen.findByText('Sentry')).toBeVisible();
    expect(screen.getByText('GitHub')).toBeVisible();
  });

  it('keeps the others where Sentry is not a provider', async () => {
    setup({ github: {} });

    expect(await screen.findByText('GitHub')).toBeVisible();
    expect(screen.queryByText('Sentry')).not.toBeInTheDocument();
  });
});
