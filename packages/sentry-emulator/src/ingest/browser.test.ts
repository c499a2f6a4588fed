import {
  BrowserClient,
  createTransport,
  defaultStackParser,
  Scope,
} from '@sentry/browser';
import request from 'supertest';
import { startEmulator } from '../emulator';
import { listIssues } from '../__testUtils__/call';

it('takes what the browser SDK sends', async () => {
  const emulator = await startEmulator({ port: 0 });
  const client = new BrowserClient({
    dsn: emulator.dsn('acme', 'shop-web'),
    environment: 'production',
    stackParser: defaultStackParser,
    integrations: [],
    // As the SDK's own, but without the `fetch` that tests are refused.
    transport: options =>
      createTransport(options, async ({ body }) => {
        const { pathname, search } = new URL(options.url);
        const { status } = await request(emulator.url)
          .post(pathname + search)
          .set('Origin', 'http://127.0.0.1:3000')
          .set('Content-Type', 'text/plain;charset=UTF-8')
          .send(Buffer.from(body).toString('utf8'));
        return { statusCode: status };
      }),
  });
  const scope = new Scope();
  scope.setClient(client);
  client.init();
  const error = new TypeError('Failed to fetch');
  error.stack = [
    'TypeError: Failed to fetch',
    '    at loadCart (https://shop.example/static/cart.js:10:15)',
    '    at HTMLButtonElement.onClick (https://shop.example/static/app.js:3:7)',
  ].join('\n');
  scope.captureException(error);
  await client.flush(5000);

  const { body } = await listIssues(emulator, { project: '11' });
  await client.close();
  await emulator.close();
  expect(body).toMatchObject([
    {
      title: 'TypeError: Failed to fetch',
      culprit: 'loadCart(https://shop.example/static/cart.js)',
      platform: 'javascript',
      count: '1',
    },
  ]);
});
