import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { inspect } from 'node:util';
import type { PortalOptions } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';
import {
  ada,
  connectPeople,
  HEADER,
  jonas,
  me,
  startUserPortal,
  titles,
} from '../__testUtils__/userPortal';

const emulator = useEmulator(connectPeople);
const time = timeMachine();
const start = (options: Partial<PortalOptions> = {}) =>
  startUserPortal({ emulator: emulator(), ...options });

describe('the header with the token of a user', () => {
  it.each([
    ['a space', `${ada.token} planted`],
    ['an accent', `planted-${ada.token}é`],
    ['too much', `planted${'x'.repeat(4_090)}`],
    ['nothing', ' '],
    ['two values', [`planted${ada.token}`, jonas.token]],
  ])('is refused with %s, and not repeated', async (_, value) => {
    const portal = await start();
    for (const url of [
      portal.path('shop', 'issues'),
      '/api/sentry/instances',
      me,
    ]) {
      const { status, body, text } = await portal
        .ask(url, { who: ada.who })
        .set({ [HEADER]: value });
      expect([status, body.error.name]).toEqual([400, 'InputError']);
      expect(text).toMatch(/x-sentry-user-token/);
      expect(body.error.message).not.toContain('planted');
    }
    expect(emulator().requests()).toEqual([]);
  });

  it('is not taken from services', async () => {
    const portal = await start();
    const asking = (header?: string) => {
      const one = portal
        .get('shop', 'issues')
        .set('authorization', mockCredentials.service.header());
      return header ? one.set(HEADER, header) : one;
    };
    expect((await asking(ada.token)).status).toBe(403);
    expect((await asking()).status).toBe(409);
    expect(emulator().requests()).toEqual([]);
  });

  it('is of no use where the portal has a token of its own', async () => {
    const portal = await start({ sentry: {} });
    const { body } = await portal.issues(jonas);
    expect(titles(body)).toEqual(['checkout', 'prototype']);
  });

  it('stands in no answer, log line or audit event, whatever happens', async () => {
    const seen: unknown[] = [];
    // Deeper than JSON, which leaves out the messages of errors.
    const note = (...line: unknown[]) => seen.push(inspect(line, { depth: 9 }));
    const logger = mockServices.logger.mock({
      error: note,
      warn: note,
      info: note,
      debug: note,
    });
    logger.child.mockReturnValue(logger);
    const portal = await start({
      features: [
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
    });
    for (const fault of [undefined, 401, 403, 500]) {
      time.pass(1_000_000);
      emulator().clearFaults();
      if (fault) {
        emulator().addFault({ status: fault });
      }
      for (const url of [
        portal.path('shop', 'issues'),
        portal.path('shop', 'projects'),
        '/api/sentry/instances',
        me,
      ]) {
        const { text, headers } = await portal.ask(url, ada);
        seen.push(text, headers);
      }
    }
    const text = JSON.stringify(seen);
    expect(text).toContain('TOKEN_REJECTED');
    expect(text).toContain('issue-list');
    expect(text).not.toContain(ada.token.slice(0, 12));
  });
});
