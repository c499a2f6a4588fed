import type { ServerResponse } from 'node:http';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../__testUtils__/loopbackServer';
import { SentryTraffic } from '../client/http/traffic';
import { SentryCaller } from '../credentials/types';
import { allowLoopbackFetch } from '../testUtils';
import { DefaultSentryService } from './DefaultSentryService';

const SLOTS = 2;

/** Whose turn it is at one Sentry instance. */
describe('turns', () => {
  allowLoopbackFetch();

  let server: LoopbackServer;
  let waiting: ServerResponse[];
  beforeEach(async () => {
    waiting = [];
    server = await startLoopbackServer((_, response) => waiting.push(response));
  });
  afterEach(() => server.close());

  const start = (options: { traffic?: SentryTraffic; sentry?: object } = {}) =>
    DefaultSentryService.create({
      auditor: mockServices.auditor.mock(),
      auth: mockServices.auth(),
      config: mockServices.rootConfig({
        data: {
          sentry: {
            organization: 'acme',
            baseUrl: server.url,
            token: 'f'.repeat(64),
            client: { maxConcurrency: SLOTS },
            ...options.sentry,
          },
        },
      }),
      logger: mockServices.logger.mock(),
      metrics: metricsServiceMock.mock(),
      traffic: options.traffic,
    });
  const settle = async (requests: number) => {
    while (server.requests.length < requests) {
      await new Promise(resolve => setImmediate(resolve));
    }
  };
  /** Answers one after another until nothing is asked any more. */
  const answerAll = async (total: number) => {
    for (let answered = 0; answered < total; answered++) {
      await settle(answered + 1);
      while (!waiting.length) {
        await new Promise(resolve => setImmediate(resolve));
      }
      sendJson(waiting.shift()!, []);
    }
  };
  const asked = () =>
    server.requests.map(({ url }) => url.split('/organizations/')[1][0]);

  it('go round the callers of a shared credential', async () => {
    const service = start();
    const ask = async (name: string) => {
      const client = await service.getClient('default', {
        caller: new SentryCaller({
          credentials: mockCredentials.user(`user:default/${name}`),
        }),
      });
      return client.listProjects(name, {});
    };
    const all = [...Array(10).fill('hog'), 'ada', 'bob'].map(ask);
    await answerAll(12);
    await Promise.all(all);
    expect(asked().slice(0, 5).join('')).toMatch(/^hh.*a.*b|^hhab/);
  });

  it('are those of one caller however many tokens that one brings', async () => {
    const service = start({
      sentry: { token: undefined, auth: { type: 'user' } },
    });
    const ask = async (name: string, token: string) => {
      const client = await service.getClient('default', {
        caller: new SentryCaller({
          credentials: mockCredentials.user(`user:default/${name}`),
          userToken: token.repeat(16),
        }),
      });
      return client.listProjects(name, {});
    };
    const all = [
      ...Array.from({ length: 10 }, (_, i) => ask('hog', `token${i}`)),
      ask('ada', 'adas'),
    ];
    await answerAll(11);
    await Promise.all(all);
    expect(asked().indexOf('a')).toBeLessThan(5);
  });

  it('are shared by all plugins of the process', async () => {
    const traffic = new SentryTraffic();
    const plugins = [start({ traffic }), start({ traffic })];
    const all = plugins.flatMap((service, index) =>
      Array.from({ length: 4 }, async (_, i) => {
        const client = await service.getClient('default', {
          caller: new SentryCaller({
            credentials: mockCredentials.user(`user:default/${index}-${i}`),
          }),
        });
        return client.listProjects('acme', {});
      }),
    );
    await answerAll(8);
    await Promise.all(all);
    expect(server.mostAtOnce()).toBe(SLOTS);
  });
});
