import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import request, { type Response } from 'supertest';
import {
  demoToken,
  startEmulator,
  type Emulator,
  type LoggedRequest,
} from 'backstage-plugin-sentry-emulator';
import { programs } from './programs';
import { runProgram, sendDemoEvents } from './sendDemoEvents';

// A morning, so that the last day has some of the night too.
const now = Date.UTC(2026, 10, 21, 9, 30);

const programsFolder = resolve(dirname(expect.getState().testPath ?? ''), '..');

function call(
  emulator: Emulator,
  path: string,
  token = demoToken('default'),
): Promise<Response> {
  return request(emulator.url).get(path).auth(token, { type: 'bearer' });
}

describe('the demo', () => {
  let emulator: Emulator;
  let logged: LoggedRequest[];
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, clock: () => now });
    await sendDemoEvents(emulator);
    logged = emulator.requests();
  }, 180_000);
  afterAll(() => emulator.close());

  const hits = async (
    organization: string,
    project: string,
    query: string,
    token = demoToken('default'),
  ) => {
    const params = new URLSearchParams({ project, query, limit: '1' });
    const { headers } = await call(
      emulator,
      `/api/0/organizations/${organization}/issues/?${params}`,
      token,
    );
    return Number(headers['x-hits']);
  };

  it('leaves no request in the log', () => {
    expect(logged).toEqual([]);
  });

  it('fills shop-web beyond one page of Sentry, with all that can become of an issue', async () => {
    expect(await hits('acme', 'shop-web', 'is:unresolved')).toBeGreaterThan(
      150,
    );
    for (const query of [
      'is:new',
      'is:ongoing',
      'is:escalating',
      'is:regressed',
      'is:resolved',
      'is:archived',
      'is:assigned',
      'error.unhandled:true',
      'level:fatal',
      'level:warning',
      'issue.priority:low',
      'issue.priority:medium',
    ]) {
      expect([query, await hits('acme', 'shop-web', query)]).not.toEqual([
        query,
        0,
      ]);
    }
  });

  it('gives the other projects their share, and storefront-ios nothing', async () => {
    expect(await hits('acme', 'checkout', '')).toBe(25);
    expect(await hits('acme', 'payments', '')).toBe(15);
    expect(await hits('acme', 'storefront-ios', '')).toBe(0);
    expect(await hits('acme-labs', 'prototype', '')).toBe(5);
    expect(await hits('acme-eu', 'billing', '', demoToken('eu'))).toBe(20);
  });

  it('names files as deployed, not as they lie on this machine', async () => {
    const { body } = await call(
      emulator,
      '/api/0/organizations/acme/issues/?project=payments&query=PaymentDeclinedError',
    );
    const { text } = await call(
      emulator,
      `/api/0/organizations/acme/issues/${body[0].id}/events/latest/`,
    );
    expect(text).toContain('app:///src/payments.ts');
    expect(text).toContain('risk rule 17 matched');
    expect(text).not.toContain(process.cwd());
  });

  it('names lines that are there in this repository, below the component of the project', async () => {
    for (const [project, component, query] of [
      ['payments', 'checkout', 'PaymentDeclinedError'],
      ['shop-web', 'shopWeb', 'OutOfStockError'],
    ]) {
      const issues = '/api/0/organizations/acme/issues/';
      const { body } = await call(
        emulator,
        `${issues}?project=${project}&query=${query}`,
      );
      const event = await call(
        emulator,
        `${issues}${body[0].id}/events/latest/`,
      );
      const { data } = event.body.entries.find(
        (entry: { type: string }) => entry.type === 'exception',
      );
      const frame = data.values.at(-1).stacktrace.frames.at(-1);
      const file = frame.filename.replace('app:///', '');
      const lines = readFileSync(
        resolve(programsFolder, component, file),
        'utf8',
      );
      const line = lines.split('\n')[frame.lineNo - 1];
      expect(frame.inApp).toBe(true);
      expect(line).toContain(`throw new ${query}`);
      expect(new Map(frame.context).get(frame.lineNo)).toBe(line);
    }
  });

  it('has three releases of each project, the newest adopted and crashing more', async () => {
    const { body } = await call(
      emulator,
      '/api/0/organizations/acme/releases/?project=shop-web&health=1',
    );
    expect(body).toHaveLength(3);
    expect(body[0]).toMatchObject({
      version: 'shop-web@4.2.0',
      lastDeploy: { environment: 'production' },
      lastCommit: { repository: { name: 'example/sentry-for-backstage' } },
    });
    expect(body[0].newGroups).toBeGreaterThan(0);
    const { adoption, crashFreeSessions } = body[0].projects[0].healthData;
    expect(adoption).toBeGreaterThan(50);
    expect(crashFreeSessions).toBeLessThan(99);
    const sessions = await call(
      emulator,
      '/api/0/organizations/acme/sessions/?project=shop-web&field=crash_free_rate(session)&groupBy=release&statsPeriod=14d&includeSeries=0',
    );
    const rate = (version: string) =>
      sessions.body.groups.find(
        ({ by }: { by: { release: string } }) => by.release === version,
      ).totals['crash_free_rate(session)'];
    expect(rate('shop-web@4.1.0')).toBeGreaterThan(rate('shop-web@4.2.0'));
  });

  it('has what browsers report, minified code, files, and what Sentry finds by itself', async () => {
    expect(await hits('acme', 'shop-web', 'event.type:csp')).toBe(1);
    expect(await hits('acme', 'shop-web', 'stack.filename:*.min.js')).toBe(1);
    expect(await hits('acme', 'shop-web', 'issue.category:db_query')).toBe(1);
    const { body } = await call(
      emulator,
      '/api/0/organizations/acme/issues/?project=checkout&query=waits&expand=latestEventHasAttachments',
    );
    expect(body[0].latestEventHasAttachments).toBe(true);
  });

  it('is the same again for the same seed and clock', async () => {
    const [program] = programs.filter(({ project }) => project === 'checkout');
    const runs = [1, 2].map(async () => {
      const again = await startEmulator({ port: 0, clock: () => now });
      await runProgram(program, again);
      const { body } = await call(
        again,
        '/api/0/organizations/acme/issues/?project=-1&query=&collapse=stats',
      );
      await again.close();
      return body.map(
        ({ permalink, ...issue }: { permalink: string }) => issue,
      );
    });
    const [one, other] = await Promise.all(runs);
    expect(one).toHaveLength(25);
    expect(other).toEqual(one);
  });
});
