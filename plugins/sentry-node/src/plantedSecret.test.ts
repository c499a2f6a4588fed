import { inspect } from 'node:util';
import { sendJson, startLoopbackServer } from './__testUtils__/loopbackServer';
import { allowLoopbackFetch } from './testUtils';
import { createTestClient, TEST_TOKEN } from './__testUtils__/testClient';
import { TokenCredentials } from './credentials/TokenCredentials';

/** Also in the forms that a careless encoding would give it. */
const forms = [
  TEST_TOKEN,
  Buffer.from(TEST_TOKEN).toString('base64'),
  Buffer.from(`${TEST_TOKEN}:`).toString('base64'),
];

function expectClean(...values: unknown[]) {
  const shown = values
    .map(value =>
      [
        inspect(value, { depth: Infinity, showHidden: true }),
        JSON.stringify(value),
        String(value),
        value instanceof Error ? value.stack : '',
      ].join('\n'),
    )
    .join('\n');
  for (const form of forms) {
    expect(shown).not.toContain(form);
  }
}

describe('the token', () => {
  allowLoopbackFetch();

  it('is in no inspection or serialisation of what holds it', async () => {
    const credentials = TokenCredentials.create({ token: TEST_TOKEN });
    const { client, http } = createTestClient({
      baseUrl: 'http://127.0.0.1:1',
    });
    expectClean(credentials, client, http, { ...credentials }, { ...client });
    expect(credentials.credentialId).toMatch(/^[\w-]{22}$/);
    expect(await credentials.getAuthorization()).toBe(`Bearer ${TEST_TOKEN}`);
  });

  it('gets into no error, log line or metric, though servers repeat it', async () => {
    const statuses = [200, 302, 400, 401, 403, 404, 410, 422, 429, 500, 503];
    const failures: unknown[] = [];
    for (const status of statuses) {
      const server = await startLoopbackServer((request, response) => {
        const echo = request.headers.authorization ?? '';
        sendJson(
          response,
          { detail: `Invalid: ${echo}`, authorization: echo },
          { status, headers: { location: `https://echo.example.com/${echo}` } },
        );
      });
      const { client, logger, counter, histogram } = createTestClient({
        baseUrl: server.url,
        client: { retries: 0 },
      });
      const failure = await client
        .listIssues('acme', { project: ['11'], query: 'x' })
        .catch(error => error);
      await server.close();
      const refused = await client
        .getProject('acme', 'shop-web')
        .catch(error => error);
      expect(failure).toHaveProperty('code');
      failures.push(failure, refused);
      expectClean(
        failure,
        refused,
        failure.toProblem(),
        logger.debug.mock.calls,
        counter.add.mock.calls,
        histogram.record.mock.calls,
      );
      expect(logger.info).not.toHaveBeenCalled();
      expect(logger.error).not.toHaveBeenCalled();
    }
    expect(failures).toHaveLength(2 * statuses.length);
  });
});
