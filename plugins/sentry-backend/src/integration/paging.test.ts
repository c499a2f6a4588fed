import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import {
  component,
  issueCalls,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: distinctErrors(130, { name: 'shop', step: 3 }),
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: distinctErrors(9, { name: 'checkout', step: 7 }),
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme-labs', 'prototype'),
    events: distinctErrors(17, { name: 'labs', step: 11 }),
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme-eu', 'billing'),
    events: distinctErrors(23, { name: 'billing', step: 5 }),
  });
});

const entities = [
  component('shop-web', 'shop-web'),
  component('checkout', 'checkout'),
  component('two-projects', 'shop-web, checkout'),
  component('everything', 'shop-web, acme-labs/prototype, eu:acme-eu/billing'),
];

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal({ emulator: emulator(), entities });
});

async function walk(
  name: string,
  search: string,
): Promise<SentryIssuesPage[]> {
  const pages: SentryIssuesPage[] = [];
  let cursor: string | undefined;
  do {
    const more: string = cursor ? `&cursor=${cursor}` : '';
    const { status, body } = await portal.get(name, `issues?${search}${more}`);
    expect(status).toBe(200);
    pages.push(body);
    cursor = body.pageInfo.nextCursor;
  } while (cursor && pages.length < 50);
  return pages;
}

describe('paging', () => {
  it('yields each issue of a project once, and as many as Sentry has', async () => {
    const pages = await walk('shop-web', 'limit=25');
    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids).toHaveLength(130);
    expect(new Set(ids).size).toBe(130);
    expect(pages[0]).toMatchObject({ totalItems: 130, totalIsEstimate: true });
    expect(pages).toHaveLength(6);
  });

  it('goes beyond the hundred that one page of Sentry holds', async () => {
    const pages = await walk('shop-web', 'limit=100');
    expect(pages.map(({ items }) => items.length)).toEqual([100, 30]);
  });

  it('asks for two projects of one organization in one call, by id', async () => {
    const { body } = await portal.get('two-projects', 'issues?limit=100');
    expect(body.totalItems).toBe(139);
    expect(
      issueCalls(emulator()).map(query => query.getAll('project')),
    ).toEqual([['11', '12']]);
  });

  it.each(['date', 'new', 'freq', 'user', 'trends', 'recommended'])(
    'merges three organizations on two instances by %s, each issue once',
    async sort => {
        const pages = await walk('everything', `limit=20&sort=${sort}`);
      const items = pages.flatMap(page => page.items);
      expect(
        new Set(items.map(({ id, project }) => project.id + id)).size,
      ).toBe(170);
      expect(items).toHaveLength(170);
      expect(pages.map(page => page.items.length).slice(0, 8)).toEqual(
        Array(8).fill(20),
      );
      expect(pages[0]).toMatchObject({ totalItems: 170, links: {} });
    },
  );

  it('keeps the order of last seen over all organizations and pages', async () => {
    const pages = await walk('everything', 'limit=30');
    const seen = pages.flatMap(({ items }) =>
      items.map(({ lastSeen = '' }) => lastSeen),
    );
    expect(seen).toEqual([...seen].sort().reverse());
  });

  it('answers 400 to a cursor of another entity, of other filters, and to a made-up one', async () => {
    const { body } = await portal.get('shop-web', 'issues?limit=25');
    const cursor = body.pageInfo.nextCursor;
    emulator().clearRequests();
    for (const [name, search] of [
      ['checkout', `limit=25&cursor=${cursor}`],
      ['shop-web', `limit=25&query=level%3Aerror&cursor=${cursor}`],
      ['shop-web', 'cursor=eyJ2IjoxfQ'],
      ['shop-web', 'cursor=0%3A25%3A0'],
    ]) {
      const answer = await portal.get(name, `issues?${search}`);
      expect([answer.status, answer.body.error.message]).toEqual([
        400,
        expect.stringContaining('`cursor`'),
      ]);
    }
    expect(issueCalls(emulator())).toEqual([]);
  });
});
