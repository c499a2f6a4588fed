import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: Array.from({ length: 5 }, (_, number) => ({
      type: 'TypeError',
      value: `Failure ${number}`,
      fingerprint: [`failure-${number}`],
    })),
  });
});

const path = '/api/sentry/entities/component/default/checkout/issues';
const start = () =>
  startPortal({
    emulator: emulator(),
    entities: [component('checkout', 'checkout')],
  });

describe('an answer on the wire', () => {
  it('is compressed for who takes that, with the same content', async () => {
    const { server } = await start();
    const plain = await request(server)
      .get(path)
      .set('accept-encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const gzip = await request(server)
      .get(path)
      .set('accept-encoding', 'gzip, br');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gzip.headers.vary).toMatch(/Accept-Encoding/);
    expect(gzip.text).toBe(plain.text);
    expect(gzip.headers.etag).toBe(plain.headers.etag);
  });

  it('is not sent again to who has it', async () => {
    const { server } = await start();
    const first = await request(server).get(path);
    const again = await request(server)
      .get(path)
      .set('if-none-match', first.headers.etag);
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await request(server)
      .get(`${path}?limit=1`)
      .set('if-none-match', first.headers.etag);
    expect(other.status).toBe(200);
  });

  it("is the caller's own, to be asked for again", async () => {
    const { server } = await start();
    const { headers } = await request(server).get(path);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toMatch(/Authorization/);
  });
});
