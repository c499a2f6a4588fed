import { chromium, type Page } from '@playwright/test';
import {
  captureWithSdk,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { startSentries } from '../../../tests/backend/startSentries';
import { buildApp, startBuiltPortal } from '../../builtPortal';
import { chromeArgs, findChrome } from '../../chrome';
import { untilCatalogIsFilled } from '../../untilCatalogIsFilled';
import { median } from '../browser/visit';
import { row } from '../report';

const port = 7320;
const url = `http://localhost:${port}`;
const what = 'Sentry’s webhook → new issue on an open page, ms, median';
const rounds = 11;
// An open page refreshes every two seconds in a storm: each error is the first in a while.
const pauseMs = 2_500;

/** From Sentry's webhook of a new issue to the page that is open in a browser. */
export async function openPageAfterWebhook(): Promise<void> {
  const executablePath = findChrome();
  if (!executablePath) {
    row(what, 'no Chromium is installed', '< 1000');
    return;
  }
  await buildApp();
  const sentries = await startSentries({ port: 7329, backendUrl: url });
  const portal = startBuiltPortal({
    port,
    entry: 'tests/backend/index.ts',
    sentry: sentries,
    stdio: 'ignore',
  });
  const browser = await chromium.launch({ executablePath, args: chromeArgs });
  try {
    await portal.ready;
    await untilCatalogIsFilled(url, [
      'examples/entities.yaml',
      'examples/org.yaml',
      'tests/backend/entities.yaml',
      'tests/backend/fleet.yaml',
    ]);
    const page = await browser.newPage();
    const times = await measure(page, sentries.emulator);
    row(what, median(times), '< 1000');
    row('… the slowest of them', Math.max(...times), '');
  } finally {
    await browser.close();
    await Promise.all([portal.stop(), sentries.close()]);
  }
}

async function measure(page: Page, emulator: Emulator): Promise<number[]> {
  await page.addInitScript(() =>
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest'),
  );
  const listening = untilListening(page);
  await page.goto(`${url}/catalog/default/component/shop-web/sentry`);
  await page.locator('[data-sentry-issue]').nth(4).waitFor();
  // Rows stay in their places, and what is new is offered.
  await page.locator('[data-sentry-rows]').hover();
  await listening;
  const webhooks = await receiveWebhooks(emulator);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await setTimeout(pauseMs);
    const before = await offeredOn(page);
    const [offeredAt, sentAt] = await Promise.all([
      untilMoreThan(page, before),
      webhooks.next(),
      captureWithSdk({
        dsn: emulator.dsn('acme', 'shop-web'),
        events: [
          {
            error: new Error(`Live ${round}`),
            fingerprint: [`live-${round}`],
          },
        ],
      }),
    ]);
    times.push(offeredAt - sentAt);
  }
  webhooks.stop();
  // The first also waits for connections to be made.
  return times.slice(1);
}

/** When Sentry sends webhooks, as one that is sent elsewhere at the same moment tells. */
async function receiveWebhooks(emulator: Emulator) {
  const server = createServer((req, res) => {
    server.emit('webhook', Date.now());
    req.resume();
    res.writeHead(202).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const remove = emulator.addIntegration({
    name: 'Bench',
    organization: 'acme',
    clientSecret: 'bench',
    webhookUrl: `http://127.0.0.1:${typeof address === 'object' && address?.port}/`,
  });
  return {
    next: async (): Promise<number> =>
      Number((await once(server, 'webhook'))[0]),
    stop: () => {
      remove();
      server.close();
    },
  };
}

/** Signals reach the page from then on; the first connection to a new portal may fail. */
function untilListening(page: Page): Promise<void> {
  return new Promise(resolve => {
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        if (payload.includes('sentry:projects')) {
          resolve();
        }
      }),
    );
  });
}

// What stands next to the rows: "3 new issues".
const offer = '[data-sentry-rows] + div span';

/** How many issues the page offers. */
function offeredOn(page: Page): Promise<number> {
  return page.evaluate(
    text => parseInt(document.querySelector(text)?.textContent ?? '', 10) || 0,
    offer,
  );
}

/** When the page offers more, by the clock of this machine. */
async function untilMoreThan(page: Page, before: number): Promise<number> {
  const found = await page.waitForFunction(
    ([text, count]) =>
      parseInt(document.querySelector(text)?.textContent ?? '', 10) > count &&
      Date.now(),
    [offer, before] as const,
  );
  return Number(await found.jsonValue());
}
