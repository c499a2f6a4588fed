import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  test as base,
} from '@playwright/test';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import { signInAsGuest } from '../../scripts/signInAsGuest';

declare global {
  interface Window {
    layoutShift?: number;
  }
}

/** A request as the emulator's log has it. */
export interface LoggedRequest {
  method: string;
  path: string;
  query: string;
  status: number;
}

/** The emulator behind the portal: what it was asked, and what it should fail. */
export class Emulator {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async requests(): Promise<LoggedRequest[]> {
    const response = await fetch(`${this.#url}/__emulator/requests`);
    return response.json();
  }

  /** Queries of the issue lists that Sentry was asked for since the last {@link forget}. */
  async issueQueries(organization = 'acme'): Promise<URLSearchParams[]> {
    const path = `/api/0/organizations/${organization}/issues/`;
    return (await this.requests())
      .filter(request => request.path === path)
      .map(request => new URLSearchParams(request.query));
  }

  /** Where programs of the project send their events, asked for as a person would find it. */
  async dsn(organization: string, project: string): Promise<string> {
    const [key] = await this.get(`projects/${organization}/${project}/keys/`);
    return key.dsn.public;
  }

  /** What Sentry's Web API answers at the path, without the portal in between. */
  async get(path: string) {
    const response = await fetch(`${this.#url}/api/0/${path}`, {
      headers: { authorization: `Bearer ${demoToken('default')}` },
    });
    return response.json();
  }

  /** Resolves an issue, as a member does in Sentry itself. */
  async resolve(organization: string, id: string): Promise<void> {
    const path = `organizations/${organization}/issues/${id}/`;
    await fetch(`${this.#url}/api/0/${path}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${demoToken('triage')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ status: 'resolved' }),
    });
  }

  async forget(): Promise<void> {
    await fetch(`${this.#url}/__emulator/requests`, { method: 'DELETE' });
  }

  async fail(fault: object): Promise<void> {
    await fetch(`${this.#url}/__emulator/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
  }

  /** Lets every access token that was issued by OAuth end now. */
  async expireTokens(): Promise<void> {
    await fetch(`${this.#url}/__emulator/tokens/expire`, { method: 'POST' });
  }

  async recover(): Promise<void> {
    await fetch(`${this.#url}/__emulator/faults`, { method: 'DELETE' });
  }
}

interface Fixtures {
  emulator: Emulator;
  /** A browser of its own, in which that user of the catalog is signed in. */
  pageOf: (user: string) => Promise<Page>;
}

/** A test with a page of a guest, and the emulator, which has no faults left at its end. */
export const test = base.extend<Fixtures>({
  emulator: async ({}, use) => {
    const url = process.env.TEST_EMULATOR_URL;
    if (!url) {
      throw new Error('TEST_EMULATOR_URL is set by playwright.config.ts');
    }
    const emulator = new Emulator(url);
    await use(emulator);
    await emulator.recover();
  },
  page: async ({ page }, use) => {
    await enter(page);
    await use(page);
  },
  pageOf: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async user => {
      const context = await browser.newContext();
      contexts.push(context);
      await signInAs(context, user);
      const page = await context.newPage();
      await enter(page);
      return page;
    });
    await Promise.all(contexts.map(context => context.close()));
  },
});

/**
 * Guests are all the same user, so this does what a reverse proxy does in front of
 * a portal: it says who is there.
 */
async function signInAs(context: BrowserContext, user: string): Promise<void> {
  await context.route('**/api/auth/guest/refresh*', route => {
    const request = route.request();
    return route.continue({
      url: request.url().replace('/guest/', '/testUser/'),
      headers: { ...request.headers(), 'x-forwarded-user': user },
    });
  });
}

/** How many times slower the pages are than this machine, to see that no test minds. */
const slowness = Number(process.env.TEST_CPU_SLOWDOWN ?? 1);

async function enter(page: Page): Promise<void> {
  if (slowness > 1) {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  }
  // What Backstage keeps once somebody has entered as a guest: pressing the button in
  // each test would load the app twice.
  await page.addInitScript(() =>
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest'),
  );
}

export { expect };

/** Opens the overview, or the given tab, of a catalog entity. */
export async function openEntity(
  page: Page,
  entity: string,
  tab = '',
): Promise<void> {
  const [kind, name] = entity.split(':default/');
  await page.goto(`/catalog/default/${kind}/${name}${tab}`);
}

/** The issues of the list; neither its header nor what stands there while it loads. */
export function issueRows(page: Page): Locator {
  const named = page.getByRole('rowheader').filter({ hasText: /\S/ });
  return page.getByRole('row').filter({ has: named });
}

/** Opens the tab of a catalog entity, and waits for its list. */
export async function openList(
  page: Page,
  entity: string,
  search = '',
): Promise<void> {
  await openEntity(page, entity, `/sentry${search}`);
  await untilListed(page);
}

/** Waits until the list is there, which has at least five issues. */
export async function untilListed(page: Page): Promise<void> {
  await expect(issueRows(page).nth(4)).toBeVisible();
}

/** The field that the issues of the list are searched in. */
export function searchField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search' });
}

/** Searches the list. */
export async function searchFor(page: Page, query: string): Promise<void> {
  await searchField(page).fill(query);
  await page.keyboard.press('Enter');
}

/** The paths of the plugin's backend that the page has asked for since. */
export function pathsAskedFor(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', request => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/sentry/')) {
      asked.push(pathname);
    }
  });
  return asked;
}

/** Keeps the answers to these requests back until the returned function is called. */
export async function hold(page: Page, url: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route(url, async route => {
    await released;
    await route.continue();
  });
  return release;
}

/** Adds up how far things move on the page that is opened next, without those the viewer moves. */
export async function watchLayout(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    window.layoutShift = 0;
    new PerformanceObserver(list =>
      list.getEntries().forEach(entry => {
        const isOwn = !('hadRecentInput' in entry && entry.hadRecentInput);
        const value = 'value' in entry ? Number(entry.value) : 0;
        window.layoutShift = (window.layoutShift ?? 0) + (isOwn ? value : 0);
      }),
    ).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => window.layoutShift ?? NaN);
}

/** Lets the sample program fail three times, with an issue of its own for each article. */
export async function runFailingProgram(
  dsn: string,
  { article, environment }: { article: string; environment: string },
): Promise<void> {
  const tsx = join('node_modules', 'tsx', 'dist', 'cli.mjs');
  await promisify(execFile)(
    process.execPath,
    [tsx, join('tests', 'browser', 'failingProgram.ts'), article],
    {
      env: {
        ...process.env,
        SENTRY_DSN: dsn,
        SENTRY_ENVIRONMENT: environment,
      },
    },
  );
}

/** How many pixels the page can be scrolled sideways by. */
export async function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
}

/** Asks the backends of the portal without a page, by a path below `/api`. */
export async function askAsGuest(baseURL = '') {
  const token = await signInAsGuest(baseURL);
  return (path: string, init?: RequestInit) =>
    fetch(`${baseURL}/api/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
    });
}
