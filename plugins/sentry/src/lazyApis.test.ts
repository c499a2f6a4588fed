import { ConfigReader } from '@backstage/core-app-api';
import { waitFor } from '@testing-library/react';
import { lazySentryApi, lazySentryAuth } from './lazyApis';

const discoveryApi = {
  getBaseUrl: async (id: string) => `http://localhost/api/${id}`,
};

it('passes calls to the client once it is loaded', async () => {
  const fetch = jest.fn(async () => Response.json({ items: [] }));
  const api = lazySentryApi({ discoveryApi, fetchApi: { fetch } });

  await expect(api.getMyIssues({ relation: 'owned' })).resolves.toEqual({
    items: [],
  });
  expect(fetch).toHaveBeenCalledWith(
    'http://localhost/api/sentry/me/issues?relation=owned',
    expect.anything(),
  );
});

it('says how the connection is to those who still listen', async () => {
  const authApi = lazySentryAuth({
    configApi: new ConfigReader({}),
    discoveryApi,
    oauthRequestApi: {
      createAuthRequester: () => () => Promise.reject(new Error('unused')),
      authRequest$: () => {
        throw new Error('unused');
      },
    },
  });
  const left = jest.fn();
  const listening = jest.fn();
  const subscription = authApi.sessionState$().subscribe(left);
  subscription.unsubscribe();
  authApi.sessionState$().subscribe({ next: listening });

  await waitFor(() => expect(listening).toHaveBeenCalledWith('SignedOut'));
  expect(left).not.toHaveBeenCalled();
  expect(subscription.closed).toBe(true);
  await expect(authApi.getAccessToken([], { optional: true })).resolves.toBe(
    '',
  );
});
