import { bodyText, startLoopback } from './startLoopback';

/** What the service answers. */
export interface ExchangeAnswer {
  status?: number;
  body: object;
}

/**
 * As much of a security token service as a portal's problems need: it gives out what a
 * test says, to whoever has the client's secret. That the exchange is right is proved with a
 * real one by the tests of `backstage-plugin-sentry-node`.
 */
export async function startExchange(options: {
  clientSecret: string;
  /** Asked for each exchange. */
  answer: () => ExchangeAnswer;
}) {
  const basic = Buffer.from(`portal:${options.clientSecret}`).toString(
    'base64',
  );
  const forms: URLSearchParams[] = [];
  const server = await startLoopback(async (request, response) => {
    forms.push(new URLSearchParams(await bodyText(request)));
    const isClient = request.headers.authorization === `Basic ${basic}`;
    const { status = 200, body } = isClient
      ? options.answer()
      : { status: 401, body: { error: 'invalid_client' } };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  return {
    auth: {
      type: 'token-exchange',
      tokenUrl: `${server.url}/token`,
      clientId: 'portal',
      clientSecret: options.clientSecret,
    },
    /** What was sent with each exchange. */
    forms,
    close: server.close,
  };
}

/** Gives out that token. */
export function exchanged(token: string): ExchangeAnswer {
  return {
    body: {
      access_token: token,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 600,
    },
  };
}
