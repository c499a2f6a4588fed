import type { ServerResponse } from 'node:http';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient } from '../../__testUtils__/testClient';
import { allowLoopbackFetch } from '../../testUtils';

const EVENT = 'a'.repeat(32);

describe('the number of files that came with an event', () => {
  allowLoopbackFetch();
  let server: LoopbackServer;
  afterEach(() => server.close());

  /** What two questions one after the other come to. */
  async function askTwice(answer: (response: ServerResponse) => void) {
    server = await startLoopbackServer((_request, response) =>
      answer(response),
    );
    const { client } = createTestClient({ baseUrl: server.url });
    const ask = () => client.countEventAttachments('acme', 'shop-web', EVENT);
    return [await ask(), await ask()];
  }

  it('is that of the list which Sentry has of them', async () => {
    const files = [{ id: '1', name: 'order.json' }, { id: '2' }];
    expect(await askTwice(response => sendJson(response, files))).toEqual([
      2, 2,
    ]);
    expect(server.requests[0].url).toBe(
      `/api/0/projects/acme/shop-web/events/${EVENT}/attachments/`,
    );
  });

  it.each([
    ['refuses', { detail: 'No.' }, 403],
    ['knows no such event', { detail: 'Event not found' }, 404],
    ['answers in another shape', { attachments: 2 }, 200],
  ])(
    'is not told where Sentry %s, and is asked for again',
    async (_, body, status) => {
      const answers = await askTwice(response =>
        sendJson(response, body, { status }),
      );
      expect(answers).toEqual([undefined, undefined]);
      expect(server.requests).toHaveLength(2);
    },
  );

  it('is not asked for again where the server or the plan keeps no files', async () => {
    const answers = await askTwice(response => response.writeHead(404).end());
    expect(answers).toEqual([undefined, undefined]);
    expect(server.requests).toHaveLength(1);
  });
});
