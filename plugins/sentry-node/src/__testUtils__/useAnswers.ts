import type { IncomingMessage } from 'node:http';
import { allowLoopbackFetch } from '../testUtils';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from './loopbackServer';
import { createTestClient } from './testClient';

export interface Answer {
  body?: unknown;
  status?: number;
  headers?: Record<string, string>;
}

export const notFound: Answer = {
  status: 404,
  body: { detail: 'The requested resource does not exist' },
};

export const multiProject: Answer = {
  status: 400,
  body: { detail: 'You do not have the multi project stream feature enabled' },
};

/** Clients of a server that answers as a test says. Called at the top of a `describe`. */
export function useAnswers() {
  let server: LoopbackServer;
  allowLoopbackFetch();
  afterEach(() => server.close());
  return {
    async setup(answer: (url: URL, request: IncomingMessage) => Answer) {
      server = await startLoopbackServer((request, response) => {
        const url = new URL(request.url ?? '', 'http://127.0.0.1');
        const { body = [], ...rest } = answer(url, request);
        sendJson(response, body, rest);
      });
      return createTestClient({ baseUrl: server.url }).client;
    },
    /** What was asked, with its parameters in order. */
    asked: () =>
      server.requests.map(({ url }) => {
        const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
        return [pathname, ...searchParams].map(part =>
          Array.isArray(part) ? part.join('=') : part,
        );
      }),
  };
}
