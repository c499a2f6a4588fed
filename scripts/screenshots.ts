import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { EmulatorFault } from 'backstage-plugin-sentry-emulator';
import { chromeArgs, findChrome } from './chrome';
import { startDemo } from './demo';
import { startPortal, type PortalSentry } from './portal';

// `yarn screenshots`: makes the pictures of the docs anew from the running demo.

const ports = { app: 3420, backend: 7420 };
const folder = join(__dirname, '..', 'docs', 'images');
const desktop = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };

interface Shot {
  name: string;
  entity: string;
  tab?: string;
  /** A text that is there once the page has settled. */
  until: string | RegExp;
  viewport?: { width: number; height: number };
  schemes?: ('light' | 'dark')[];
}

const shots: Shot[] = [
  {
    name: 'card',
    entity: 'shop-web',
    until: 'All issues',
    schemes: ['light', 'dark'],
  },
  {
    name: 'tab',
    entity: 'shop-web',
    tab: '/sentry',
    until: /About/,
    schemes: ['light', 'dark'],
  },
  {
    name: 'tab-narrow',
    entity: 'shop-web',
    tab: '/sentry',
    until: /About/,
    viewport: phone,
  },
  { name: 'two-projects', entity: 'checkout', tab: '/sentry', until: /About/ },
  {
    name: 'empty',
    entity: 'shop-web',
    tab: '/sentry?query=level%3Adebug',
    until: /No issues match/,
  },
  {
    name: 'query-invalid',
    entity: 'shop-web',
    tab: '/sentry?query=is%3Anonsense',
    until: /search/i,
  },
  {
    name: 'not-connected',
    entity: 'my-checkout',
    tab: '/sentry',
    until: /Connect to Sentry/,
  },
  {
    name: 'annotation-invalid',
    entity: 'broken-annotation',
    tab: '/sentry',
    until: /acme\//,
  },
  {
    name: 'organization-not-allowed',
    entity: 'foreign-org',
    tab: '/sentry',
    until: /umbrella/,
  },
];

const euIssues = '/api/0/organizations/acme-eu/issues/';

/** What may happen to Sentry, by the problem it makes. */
const faults: ({ name: string; until: RegExp } & EmulatorFault)[] = [
  { name: 'token-rejected', status: 401, until: /token/i },
  { name: 'scope-missing', status: 403, until: /scope|permission/i },
  {
    name: 'sso-required',
    status: 401,
    detail: {
      code: 'sso-required',
      message: 'Must login via SSO',
      extra: { loginUrl: '/auth/login/acme-eu/' },
    },
    until: /single sign-on|SSO/i,
  },
  { name: 'organization-not-found', status: 404, until: /organization/i },
  { name: 'rate-limited', status: 429, until: /Try again/ },
  { name: 'upstream-timeout', latencyMs: 12_000, until: /Try again/ },
  { name: 'upstream-unavailable', status: 503, until: /Try again/ },
  { name: 'upstream-unexpected', body: 'html', until: /Try again/ },
];

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: findChrome(),
    args: chromeArgs,
  });
  const demo = await startDemo({ port: 7429 });
  await withPortal(demo, async () => {
    for (const shot of shots) {
      await take(browser, shot);
    }
    for (const { name, until, ...fault } of faults) {
      demo.emulator.addFault({ path: euIssues, ...fault });
      await take(browser, {
        name,
        entity: 'eu-billing',
        // Each asks for something else, so that no earlier answer stands in.
        tab: `/sentry?query=${name}`,
        until,
      });
      demo.emulator.clearFaults();
    }
  });
  await demo.emulator.close();

  await withPortal({ env: {}, configs: [] }, () =>
    take(browser, {
      name: 'not-configured',
      entity: 'shop-web',
      until: /organization/,
    }),
  );
  await browser.close();
}

async function withPortal(
  sentry: PortalSentry,
  use: () => Promise<void>,
): Promise<void> {
  const portal = startPortal({ ports, sentry, stdio: 'ignore' });
  try {
    await portal.ready;
    await use();
  } finally {
    await portal.stop();
  }
}

async function take(browser: Browser, shot: Shot): Promise<void> {
  const { schemes = ['light'], viewport = desktop } = shot;
  for (const colorScheme of schemes) {
    const context = await browser.newContext({ colorScheme, viewport });
    const page = await context.newPage();
    await open(
      page,
      `/catalog/default/component/${shot.entity}${shot.tab ?? ''}`,
    );
    await page.getByText(shot.until).first().waitFor();
    // Skeletons of other parts of the page are gone once nothing is loading.
    await page.waitForLoadState('networkidle');
    const suffix = schemes.length > 1 ? `-${colorScheme}` : '';
    await page.screenshot({ path: join(folder, `${shot.name}${suffix}.png`) });
    await context.close();
  }
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`http://localhost:${ports.app}${path}`);
  await page.getByRole('button', { name: 'Enter' }).click();
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
