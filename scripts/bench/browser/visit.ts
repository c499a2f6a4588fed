import type { BrowserContext } from '@playwright/test';
import type { ServedApp } from './serve';

/** What a visit to a page took. */
export interface Visit {
  /** Of all scripts, gzipped, in bytes. */
  scriptBytes: number;
  /** Requests that the Sentry plugin makes: path and status. */
  requests: { path: string; status: number }[];
  /** From the navigation to the text that was waited for. */
  shownMs: number;
  /** What the page's main thread worked, from the navigation until nothing is loaded anymore. */
  mainThreadMs: number;
  /** The sum of all layout shifts until nothing is loaded anymore. */
  layoutShift: number;
}

declare global {
  interface Window {
    benchShift: number;
  }
}

const ofSentry = /^\/api\/(sentry|auth\/sentry|proxy)\//;

/** Opens a page of a portal and waits until it shows a text and all is loaded. */
export async function visit(
  context: BrowserContext,
  app: ServedApp,
  options: { path: string; text: string },
): Promise<Visit> {
  const page = await context.newPage();
  const inspector = await context.newCDPSession(page);
  await inspector.send('Performance.enable');
  let scriptBytes = 0;
  const requests: Visit['requests'] = [];
  page.on('response', response => {
    scriptBytes += app.scriptBytes(response.url());
    const { pathname } = new URL(response.url());
    if (ofSentry.test(pathname)) {
      requests.push({ path: pathname, status: response.status() });
    }
  });
  await page.addInitScript(() => {
    // As a press of Enter as a guest leaves it.
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
    window.benchShift = 0;
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        window.benchShift += Number(Reflect.get(entry, 'value'));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${app.url}${options.path}`, { waitUntil: 'commit' });
  const shownMs = await page.waitForFunction(
    text => document.body?.textContent?.includes(text) && performance.now(),
    options.text,
    { polling: 'raf' },
  );
  await page.waitForLoadState('networkidle');
  const { metrics } = await inspector.send('Performance.getMetrics');
  const worked = metrics.find(({ name }) => name === 'TaskDuration');
  const seen: Visit = {
    mainThreadMs: (worked?.value ?? NaN) * 1_000,
    scriptBytes,
    requests,
    shownMs: Number(await shownMs.jsonValue()),
    layoutShift: await page.evaluate(() => window.benchShift),
  };
  await page.close();
  return seen;
}

/** The one in the middle. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
