import type { IncomingMessage, ServerResponse } from 'node:http';
import { startLoopback } from './startLoopback';

/** What may stand before a Sentry, and go wrong while it repeats what it was sent. */
export const echoFaults = {
  'asks for a token': (request, response) =>
    repeat(request, response, 401, { 'www-authenticate': echoOf(request) }),
  'asks for single sign-on': (request, response) =>
    sendJson(response, 401, {
      detail: {
        code: 'sso-required',
        message: echoOf(request),
        extra: { loginUrl: `/auth/login/${echoOf(request)}/` },
      },
    }),
  refuses: (request, response) => repeat(request, response, 403),
  'wants another scope': (request, response) =>
    repeat(request, response, 403, {
      'www-authenticate': `Bearer error="insufficient_scope", scope="${echoOf(request)}"`,
    }),
  'does not understand': (request, response) => repeat(request, response, 400),
  'knows nothing of it': (request, response) => repeat(request, response, 404),
  'has retired it': (request, response) =>
    repeat(request, response, 410, {
      'x-sentry-replacement-endpoint': echoOf(request),
    }),
  'has had enough': (request, response) =>
    // Longer than a call waits for its turn: refused at once.
    repeat(request, response, 429, { 'retry-after': '40' }),
  crashes: (request, response) => repeat(request, response, 500),
  'is overloaded': (request, response) => repeat(request, response, 503),
  'is a web page': (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<html><title>${echoOf(request)}</title></html>`);
  },
  'is a web page of an error': (request, response) => {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end(`<html><h1>Bad gateway ${echoOf(request)}</h1></html>`);
  },
  'breaks off': (request, response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': '10000',
    });
    response.write(`[{"title": "${echoOf(request)}`);
    response.destroy();
  },
  'answers something else': (request, response) =>
    sendJson(response, 200, { authorization: echoOf(request) }),
  'cuts the connection': (_request, response) => response.destroy(),
  'redirects elsewhere': (request, response) => {
    response.writeHead(302, {
      location: `https://sentry.example.com/${encodeURIComponent(echoOf(request))}`,
    });
    response.end();
  },
  'redirects within': (request, response) => {
    response.writeHead(302, {
      location: `/login?next=${encodeURIComponent(echoOf(request))}`,
    });
    response.end();
  },
} satisfies Record<
  string,
  (request: IncomingMessage, response: ServerResponse) => void
>;

export type EchoFault = keyof typeof echoFaults;

/** A server before another, which can be told to go wrong. */
export async function startEcho(upstream: string) {
  let fault: EchoFault | undefined;
  const server = await startLoopback(async (request, response) => {
    if (fault) {
      echoFaults[fault](request, response);
      return;
    }
    const answer = await fetch(`${upstream}${request.url}`, {
      headers: { authorization: request.headers.authorization ?? '' },
    });
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      'x-echo': echoOf(request),
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  return {
    ...server,
    /** Sets what goes wrong from now on; nothing where it is left out. */
    set: (next?: EchoFault) => {
      fault = next;
    },
  };
}

function repeat(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  const echo = echoOf(request);
  sendJson(
    response,
    status,
    { detail: `You sent ${echo}`, message: echo, authorization: echo },
    { ...headers, 'x-echo': echo },
  );
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** The header as it came, the secret alone, and the secret of a user of HTTP Basic. */
function echoOf({ headers }: IncomingMessage): string {
  const { authorization = '' } = headers;
  const [scheme, value = ''] = authorization.split(' ');
  const secret =
    scheme === 'Basic'
      ? Buffer.from(value, 'base64').toString('latin1')
      : value;
  return `${authorization} ${secret}`;
}
