import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Shot } from './shots';

const desktop = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };
const schemes = ['light', 'dark'] as const;

/** Makes pictures of a portal, as a guest who prefers light and as one who prefers dark. */
export class Photographer {
  readonly #url: string;
  readonly #folder: string;
  readonly #pages: Map<string, Page>;

  static async enter(options: {
    browser: Browser;
    url: string;
    /** Where the pictures go. */
    folder: string;
  }): Promise<Photographer> {
    const { browser, url, folder } = options;
    const pages = new Map<string, Page>();
    for (const colorScheme of schemes) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${url}/settings`);
      const enter = page.getByRole('button', { name: 'Enter' });
      await enter.click();
      await enter.waitFor({ state: 'hidden' });
      pages.set(colorScheme, page);
    }
    return new Photographer(url, folder, pages);
  }

  private constructor(url: string, folder: string, pages: Map<string, Page>) {
    this.#url = url;
    this.#folder = folder;
    this.#pages = pages;
  }

  /** Looks at what a shot is of, so that the backend has its answer. */
  async visit(shot: Shot): Promise<void> {
    for (const page of this.#pages.values()) {
      await page.goto(`${this.#url}${shot.path}`);
      await page.waitForLoadState('networkidle');
    }
  }

  /** Makes `<name>-light.png` and `<name>-dark.png`. */
  async take(shot: Shot): Promise<void> {
    for (const [scheme, page] of this.#pages) {
      await page.setViewportSize(shot.isPhone ? phone : desktop);
      if (shot.unanswered) {
        await page.route(shot.unanswered, () => {});
      }
      await page.goto(`${this.#url}${shot.path}`);
      for (let row = 1; row <= (shot.select ?? 0); row += 1) {
        // The first is that of all rows.
        await page
          .getByRole('checkbox', { disabled: false })
          .nth(row)
          .check({ force: true });
      }
      if (shot.open) {
        // Where there is little room, the table is a list.
        const row = page
          .locator('[role="row"], li')
          .filter({ hasText: shot.open });
        await row.locator('[data-sentry-issue]').first().click();
      }
      const [button, item] = shot.press ?? [];
      if (button) {
        const drawer = page.getByRole('dialog');
        await drawer.getByRole('button', { name: button }).click();
      }
      if (item) {
        await page.getByRole('menuitem', { name: item, exact: true }).click();
      }
      await page.getByText(shot.until).first().waitFor({ state: 'attached' });
      if (!shot.unanswered) {
        // Skeletons of other parts of the page are gone once nothing is loading.
        await page.waitForLoadState('networkidle');
      }
      if (shot.scrollTo) {
        await page
          .getByRole('heading', { name: shot.scrollTo, exact: true })
          .evaluate(heading => heading.scrollIntoView());
      }
      await page.screenshot({
        path: join(this.#folder, `${shot.name}-${scheme}.png`),
        animations: 'disabled',
        caret: 'hide',
      });
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    }
  }
}
