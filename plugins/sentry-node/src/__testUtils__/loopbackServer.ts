import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
interface SeenRequest {
  method?: string;
  url: string;
  authorization?: string;
  accept?: string;
}

export interface LoopbackServer {
  url: string;
  requests: SeenRequest[];
  /** The most requests that were under way at once. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server on this machine that answers as a test says, and remembers what it was asked. */
export async function startLoopbackServer(
  handler: Handler,
): Promise<LoopbackServer> {
  const requests: SeenRequest[] = [];
  let underWay = 0;
  let most = 0;
  const server = createServer((request, response) => {
    requests.push({
      method: request.method,
      url: request.url ?? '',
      authorization: request.headers.authorization,
      accept: request.headers.accept,
    });
    most = Math.max(most, ++underWay);
    response.on('close', () => underWay--);
    handler(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // as it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    mostAtOnce: () => most,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  options: { status?: number; headers?: Record<string, string> } = {},
) {
  response.writeHead(options.status ?? 200, {
    'content-type': 'application/json',
    ...options.headers,
  });
  response.end(JSON.stringify(body));
}
