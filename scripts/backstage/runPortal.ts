import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  expect as playwrightExpect,
  type Page,
} from '@playwright/test';
import { chromeArgs, findChrome } from '../chrome';
import { startNode, untilAnswering, type ProcessGroup } from '../processGroup';

const expect = playwrightExpect.configure({ timeout: 120_000 });
const ports = { app: 7465, backend: 7466 };
const appUrl = `http://localhost:${ports.app}`;
const backendUrl = `http://localhost:${ports.backend}`;
/** The page of the component that create-app makes. */
export const componentUrl = `${appUrl}/catalog/default/component/example-website`;

/** Started as `yarn start` does, in two halves: a backend can be started again for the same app. */
export interface Half {
  ready: Promise<void>;
  group: ProcessGroup;
  /** What it has printed so far. */
  output(): string;
  /** Settles once it has printed that text; rejects after two minutes without. */
  printed(text: string): Promise<void>;
}

export function startApp(portal: string): Half {
  return startHalf(portal, 'app', `${appUrl}/`, {});
}

export function startBackend(
  portal: string,
  env: Record<string, string>,
): Half {
  const health = `${backendUrl}/.backstage/health/v1/readiness`;
  return startHalf(portal, 'backend', health, env);
}

function startHalf(
  portal: string,
  name: 'app' | 'backend',
  url: string,
  env: Record<string, string>,
): Half {
  const logFile = join(mkdtempSync(join(portal, 'log-')), `${name}.log`);
  const log = openSync(logFile, 'w');
  const cli = join(portal, 'node_modules', '@backstage', 'cli', 'bin');
  const group = startNode([join(cli, 'backstage-cli'), 'package', 'start'], {
    cwd: join(portal, 'packages', name),
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      BROWSER: 'none',
      APP_CONFIG_app_baseUrl: JSON.stringify(appUrl),
      APP_CONFIG_app_listen_port: JSON.stringify(ports.app),
      APP_CONFIG_backend_baseUrl: JSON.stringify(backendUrl),
      APP_CONFIG_backend_listen_port: JSON.stringify(ports.backend),
      APP_CONFIG_backend_cors_origin: JSON.stringify(appUrl),
      ...env,
    },
  });
  const output = () => readFileSync(logFile, 'utf8');
  return {
    ready: untilAnswering([url], group),
    group,
    output,
    printed: text => expect.poll(output).toContain(text),
  };
}

/** Opens a component's page in a new browser, as a guest. */
export async function withPage(
  url: string,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: findChrome(),
    args: chromeArgs,
  });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const enter = page.getByRole('button', { name: 'Enter' });
    const owner = page.getByText('Owner', { exact: true });
    await expect(enter.or(owner).first()).toBeVisible();
    if (await enter.isVisible()) {
      await enter.click();
    }
    await use(page);
  } finally {
    await browser.close();
  }
}

/** Goes from the card to the tab to an issue; fails where one does not show up. */
export async function lookAround(page: Page): Promise<void> {
  const card = page.getByRole('group', { name: 'Sentry', exact: true });
  await expect(card.getByRole('listitem').first()).toBeVisible();
  // The new frontend system has links for tabs, before all other links of the page.
  const tab = page
    .getByRole('tab', { name: 'Sentry' })
    .or(page.locator('a[href*="/component/"][href$="/sentry"]'));
  await tab.first().click();
  const issue = page.locator('[data-sentry-issue]').first();
  await issue.click();
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Copy event ID' }),
  ).toBeVisible();
}

/** Expects the card to show that title of a problem. */
export async function expectProblem(page: Page, title: string): Promise<void> {
  await expect(page.getByText(title).first()).toBeVisible();
}
