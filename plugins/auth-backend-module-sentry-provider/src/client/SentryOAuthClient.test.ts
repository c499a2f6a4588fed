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

  it('reads no more than a reply with tokens can have', async () => {
    let sent = 0;
    const cancel = jest.fn();
    const body = new ReadableStream({
      pull: controller => {
        sent += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
      cancel,
    });
    answer(new Response(body));

    await expect(client.refresh('planted')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(sent).toBeLessThan(10);
  });

  it('that reaches nobody is none', async () => {
    jest.spyOn(global, 'fetch').mockRejectedValue(new TypeError('failed'));

    await expect(client.refresh('planted')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('could not be reached'),
    });
  });
});
