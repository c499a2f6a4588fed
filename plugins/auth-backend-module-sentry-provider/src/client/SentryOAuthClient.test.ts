import { SentryOAuthClient } from './SentryOAuthClient';

const client = SentryOAuthClient.create({
  baseUrl: 'https://sentry.test',
  clientId: 'id',
  clientSecret: 'the secret',
});

function answer(response: Response) {
  return jest.spyOn(global, 'fetch').mockResolvedValue(response);
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a refresh', () => {
  it.each([429, 500, 503])(
    'that Sentry puts off with %d is no refusal',
    async status => {
      answer(new Response('<html>later</html>', { status }));

      await expect(client.refresh('planted')).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(
          new RegExp(`^Sentry answered ${status}(?!.*(planted|later))`),
        ),
      });
    },
  );

  it.each([
    [400, 'invalid_grant', 'Connect to Sentry again'],
    [401, 'invalid_client', 'Check `clientId` and `clientSecret`'],
  ])('that Sentry refuses with %d %s is one', async (status, error, words) => {
    const fetch = answer(Response.json({ error }, { status }));

    await expect(client.refresh('planted')).rejects.toMatchObject({
      name: 'AuthenticationError',
      message: expect.stringContaining(words),
    });
    expect(fetch).toHaveBeenCalledWith(
      'https://sentry.test/oauth/token/',
      expect.objectContaining({ method: 'POST', redirect: 'manual' }),
    );
  });

  it('that reaches nobody is none', async () => {
    jest.spyOn(global, 'fetch').mockRejectedValue(new TypeError('failed'));

    await expect(client.refresh('planted')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('could not be reached'),
    });
  });
});
