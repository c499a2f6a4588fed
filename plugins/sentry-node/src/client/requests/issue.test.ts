import {
  captureWithSdk,
  demoToken,
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import {
  sendJson,
  startLoopbackServer,
  LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient } from '../../__testUtils__/testClient';
import { TokenCredentials } from '../../credentials/static';
import { allowLoopbackFetch } from '../../testUtils';
import { createSentryClient } from '../createSentryClient';
import type { SentryClient } from '../SentryClient';
import type { ServerResponse } from 'node:http';

describe('issueDetail', () => {
  const EVENT = 'a'.repeat(32);

  describe('what the client asks about one issue', () => {
    allowLoopbackFetch();

    let close: () => Promise<void> = async () => {};
    afterEach(() => close());

    async function setup(options: EmulatorOptions = {}) {
      const emulator: Emulator = await startEmulator({ port: 0, ...options });
      close = () => emulator.close();
      await captureWithSdk({
        dsn: emulator.dsn('acme', 'checkout'),
        events: [{ type: 'E', value: 'No total', eventId: EVENT }],
      });
      const { http } = createTestClient({
        baseUrl: emulator.url,
        server: undefined,
      });
      const token = demoToken('default');
      const credentials = new TokenCredentials({ token });
      const client = createSentryClient({ http, credentials });
      const { items } = await client.listIssues('acme', {
        project: ['12'],
        query: '',
        sort: 'date',
      });
      emulator.clearRequests();
      const asked = () =>
        emulator.requests().map(({ path, status }) => `${status} ${path}`);
      return { client, asked, issue: items[0], emulator };
    }

    it('is within the organization, by number or by short id', async () => {
      const { client, issue, emulator } = await setup();
      const { id, shortId = '' } = issue;
      const environment = ['production'];
      await client.getIssue('acme', id, { environment });
      expect(await client.getIssue('acme', shortId)).toMatchObject({
        issue: { id },
      });
      await client.getIssueEvent('acme', id, 'recommended', { environment });
      await client.getIssueTags('acme', id, { environment });
      await client.getEventCommitters('acme', 'checkout', EVENT);
      const base = '/api/0/organizations/acme/issues';
      const only = 'environment=production';
      const expand =
        'expand=inbox&expand=integrationIssues&expand=sentryAppIssues&collapse=tags';
      expect(
        emulator.requests().map(({ path, query }) => `${path}?${query}`),
      ).toEqual([
        `${base}/${id}/?${only}&${expand}`,
        `${base}/${shortId}/?${expand}`,
        `${base}/${id}/events/recommended/?${only}`,
        `${base}/${id}/tags/?${only}&limit=12`,
        `/api/0/projects/acme/checkout/events/${EVENT}/committers/?`,
      ]);
    });

    it('is of an issue itself alone where that is enough', async () => {
      const { client, issue, emulator } = await setup();
      const brief = await client.getIssueState('acme', issue.id);
      expect(brief).toMatchObject({ id: issue.id, project: { id: '12' } });
      expect(emulator.requests().map(({ query }) => query)).toEqual([
        'expand=inbox&collapse=release&collapse=stats&collapse=tags',
      ]);
    });

    it('is an issue that there is not', async () => {
      const { client } = await setup();
      await expect(client.getIssue('acme', '999')).rejects.toMatchObject({
        code: 'ISSUE_NOT_FOUND',
      });
      await expect(
        client.getIssue('acme', '999', { environment: ['production'] }),
      ).rejects.toMatchObject({ code: 'ISSUE_NOT_FOUND' });
    });

    it('is an environment that there is not', async () => {
      const { client, issue } = await setup();
      const environment = ['moon'];
      await expect(
        client.getIssue('acme', issue.id, { environment }),
      ).rejects.toMatchObject({ code: 'QUERY_INVALID' });
    });

    it('is an event that there is not', async () => {
      const { client, issue } = await setup();
      await expect(
        client.getIssueEvent('acme', issue.id, 'b'.repeat(32)),
      ).rejects.toMatchObject({ code: 'ISSUE_NOT_FOUND' });
    });

    it("is asked in GlitchTip's way where the server is one", async () => {
      const { client, issue, asked } = await setup({ dialect: 'glitchtip' });
      const found = await client.getIssue('acme', issue.id);
      expect(found.issue).not.toHaveProperty('shortId');
      expect(found.issue).not.toHaveProperty('userCount');
      expect(found.trends['24h']?.buckets).toHaveLength(24);
      const { event } = await client.getIssueEvent(
        'acme',
        issue.id,
        'recommended',
      );
      expect(event.id).toBe(EVENT);
      expect(await client.getIssueTags('acme', issue.id)).not.toEqual([]);
      expect(
        await client.getEventCommitters('acme', 'checkout', EVENT),
      ).toEqual([]);
      await expect(
        client.countEventAttachments('acme', 'checkout', EVENT),
      ).resolves.toBeUndefined();
      expect(asked()).toEqual([
        `200 /api/0/issues/${issue.id}/`,
        '200 /api/0/organizations/acme/issues-stats/',
        `200 /api/0/issues/${issue.id}/events/latest/`,
        `200 /api/0/issues/${issue.id}/tags/`,
      ]);
      expect(client.capabilities.eventPositions).toEqual(['latest']);
      await expect(
        client.getIssueEvent('acme', issue.id, 'oldest'),
      ).rejects.toMatchObject({ code: 'QUERY_INVALID' });
      await expect(client.getIssue('acme', 'SHOP-1')).rejects.toMatchObject({
        code: 'ISSUE_NOT_FOUND',
      });
    });

    it('finds out by itself that the server is a GlitchTip', async () => {
      const { issue, emulator } = await setup({ dialect: 'glitchtip' });
      for (const ask of [
        (client: SentryClient) => client.getIssue('acme', issue.id),
        (client: SentryClient) =>
          client.getIssueEvent('acme', issue.id, 'recommended'),
        (client: SentryClient) => client.getIssueTags('acme', issue.id),
      ]) {
        const { http } = createTestClient({
          baseUrl: emulator.url,
          server: undefined,
        });
        const token = demoToken('default');
        const credentials = new TokenCredentials({ token });
        const client = createSentryClient({ http, credentials });
        expect(await ask(client)).toBeDefined();
        expect(client.capabilities.server).toBe('glitchtip');
      }
    });

    it('is the latest event of a server that recommends none, asked for at once from then on', async () => {
      const { client, issue, asked } = await setup({ dialect: 'self-hosted' });
      for (let time = 0; time < 2; time += 1) {
        const { event } = await client.getIssueEvent(
          'acme',
          issue.id,
          'recommended',
        );
        expect(event.id).toBe(EVENT);
      }
      const base = `/api/0/organizations/acme/issues/${issue.id}/events`;
      expect(asked()).toEqual([
        `404 ${base}/recommended/`,
        `200 ${base}/latest/`,
        `200 ${base}/latest/`,
      ]);
    });

    it.each([
      ['a list', []],
      ['text', '"x"'],
      ['no id', { title: 'x' }],
    ])(
      'is refused where Sentry answers with something else: %s',
      async (_, body) => {
        const server = await startLoopbackServer((_request, response) =>
          sendJson(response, body),
        );
        close = server.close;
        const { client } = createTestClient({ baseUrl: server.url });
        for (const answer of [
          client.getIssue('acme', '1'),
          client.getIssueEvent('acme', '1', 'latest'),
        ]) {
          await expect(answer).rejects.toMatchObject({
            code: 'UPSTREAM_UNEXPECTED',
          });
        }
      },
    );
  });
});

describe('attachments', () => {
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
      'is unknown where Sentry %s, and is asked for again',
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
});
