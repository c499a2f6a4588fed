import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { startLoopback } from '../__testUtils__/startLoopback';
import type { PortalOptions } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import {
  ada,
  adaElsewhere,
  adaOfCatalog,
  asUser,
  connectPeople,
  entities,
  hash,
  HEADER,
  jonas,
  me,
  startUserPortal,
} from '../__testUtils__/userPortal';

const emulator = useEmulator(connectPeople);
const start = (options: Partial<PortalOptions> = {}) =>
  startUserPortal({ emulator: emulator(), ...options });
/** One that reads with a token of its own, at the server that users connect to. */
const startShared = (options: Partial<PortalOptions> = {}) =>
  start({
    sentry: { instances: [] },
    root: {
      auth: {
        providers: { sentry: { development: { baseUrl: emulator().url } } },
      },
    },
    ...options,
  });

describe('GET /me/organizations', () => {
  const slugs = (body: { items: { slug: string }[] }) =>
    body.items.map(({ slug }) => slug).sort();

  it('tells what the token reaches, to each caller their own', async () => {
    const { ask } = await start();
    const first = await ask(me, ada);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      items: expect.arrayContaining([
        { instance: 'default', slug: 'acme', name: expect.any(String) },
      ]),
      fetchedAt: expect.any(String),
      problems: [],
    });
    expect(slugs(first.body)).toEqual(['acme', 'acme-labs']);
    expect(first.headers['cache-control']).toBe('private, no-store');
    expect(slugs((await ask(me, jonas)).body)).toEqual(['acme']);
    expect(slugs((await ask(me, adaElsewhere)).body)).toEqual(['acme-labs']);
  });

  it('puts what fails among the problems, with the instance', async () => {
    const { ask } = await start({
      sentry: {
        ...asUser,
        instances: [
          {
            name: 'labs',
            baseUrl: emulator().url,
            organization: 'nowhere',
            auth: { type: 'user' },
          },
          {
            name: 'shared',
            baseUrl: emulator().url,
            token: demoToken('eu'),
          },
        ],
      },
    });
    const { status, body } = await ask(me, ada);
    expect(status).toBe(200);
    expect(new Set(slugs(body))).toEqual(new Set(['acme', 'acme-labs']));
    expect(body.problems).toMatchObject([
      { code: 'NOT_CONNECTED', project: { instance: 'labs' } },
    ]);
    const unknown = await ask(me, { who: ada.who, token: hash('unknown') });
    expect(unknown.body.items).toEqual([]);
    expect(unknown.body.problems[0].code).toBe('TOKEN_REJECTED');
  });

  it('sends the token to no other server than the one users connect to', async () => {
    const elsewhere = await startLoopback((_request, response) =>
      response.end('[]'),
    );
    const { ask } = await start({
      sentry: {
        ...asUser,
        instances: [
          { name: 'other', baseUrl: elsewhere.url, auth: { type: 'user' } },
        ],
      },
    });
    const { status, body } = await ask(me, ada);
    await elsewhere.close();
    expect([status, slugs(body)]).toEqual([200, ['acme', 'acme-labs']]);
    expect(body.problems).toMatchObject([
      { code: 'NOT_CONFIGURED', project: { instance: 'other' } },
    ]);
    expect(elsewhere.seen).toEqual([]);
  });

  it('asks nobody without a token, and for nobody but users', async () => {
    const { ask, server } = await start();
    const { status, body } = await ask(me, { who: ada.who });
    expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
    const service = await request(server)
      .get(me)
      .set('authorization', mockCredentials.service.header())
      .set(HEADER, ada.token);
    expect(service.status).toBe(403);
    const nobody = await request(server)
      .get(me)
      .set('authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
    expect((await ask(`${me}?a=b`, ada)).status).toBe(400);
    expect(emulator().requests()).toEqual([]);
  });

  it("never tells what the portal's own token reaches", async () => {
    const { ask } = await start({ sentry: {} });
    const { status, body } = await ask(me, ada);
    expect([status, body.error.code]).toEqual([501, 'NOT_CONFIGURED']);
    expect(emulator().requests()).toEqual([]);
  });

  describe('where the portal has a token, and changes are made in the own name', () => {
    it("tells what the caller's own token reaches", async () => {
      const { ask } = await startShared();
      for (const [person, reached] of [
        [ada, ['acme', 'acme-labs']],
        [jonas, ['acme']],
      ] as const) {
        const { status, body } = await ask(me, person);
        expect([status, slugs(body), body.problems]).toEqual([
          200,
          reached,
          [],
        ]);
      }
    });

    it("has to be connected first, and shows nothing of the portal's", async () => {
      const { ask } = await startShared();
      const { status, body } = await ask(me, { who: ada.who });
      expect([status, body.error.code, body.items]).toEqual([
        409,
        'NOT_CONNECTED',
        undefined,
      ]);
      expect(emulator().requests()).toEqual([]);
    });

    it('tells of an account without access to the organization', async () => {
      const { ask } = await startShared();
      const { status, body } = await ask(me, adaElsewhere);
      expect([status, slugs(body), body.problems]).toMatchObject([
        200,
        ['acme-labs'],
        [{ code: 'NOT_CONNECTED', project: { instance: 'default' } }],
      ]);
    });

    it("refuses the token of another account than the caller's", async () => {
      const { ask } = await startShared({
        entities: [...entities, adaOfCatalog],
      });
      const stolen = { who: ada.who, token: jonas.token };
      const { status, body } = await ask(me, stolen);
      expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
      expect((await ask(me, ada)).status).toBe(200);
    });

    it('asks no server but the one that users connect to', async () => {
      const elsewhere = await startLoopback((_request, response) =>
        response.end('[]'),
      );
      const { ask } = await startShared({
        sentry: {
          instances: [
            {
              name: 'other',
              baseUrl: elsewhere.url,
              organization: 'acme',
              token: demoToken('eu'),
            },
          ],
        },
      });
      const { body } = await ask(me, ada);
      await elsewhere.close();
      expect([slugs(body), body.problems]).toEqual([['acme', 'acme-labs'], []]);
      expect(elsewhere.seen).toEqual([]);
    });
  });

  it.each([
    ['for all', start],
    ['for changes alone', startShared],
  ])('is recorded by the audit: where it is used %s', async (_, begin) => {
    const createEvent = jest.fn(async () => ({
      success: async () => {},
      fail: async () => {},
    }));
    const { ask } = await begin({
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({ createEvent }),
        }),
      ],
    });
    await ask(me, ada);
    await ask(me, { who: ada.who });
    const event = {
      eventId: 'organization-list',
      meta: {
        operation: 'organization-list',
        instances: ['default'],
        credentials: ['user'],
      },
    };
    expect(createEvent.mock.calls).toMatchObject([
      [{ ...event, severityLevel: 'low' }],
      [{ ...event, severityLevel: 'medium' }],
    ]);
  });
});
