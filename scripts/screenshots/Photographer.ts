import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { pictureFont } from './font';
import type { Shot } from './shots';
import { shrinkPng } from './shrinkPng';

const heights: Record<number, number> = { 1440: 900, 768: 1024, 360: 780 };
const schemes = ['light', 'dark'] as const;

// Backstage's own frame: its heading stands outside of every landmark, and its
// tabs name panels that only the one that is shown has.
const rulesOfTheFrame = ['region', 'landmark-one-main', 'page-has-heading-one'];
const frame = 'header, nav, [role="tablist"], [class*="Sidebar"]';

/** Makes pictures of a portal, as a guest who prefers light and as one who prefers dark. */
export class Photographer {
  /** What axe found, as lines to print. */
  readonly findings: string[];
  readonly #url: string;
  readonly #folder: string;
  readonly #pages: Map<string, Page>;

  static async enter(options: {
    browser: Browser;
    url: string;
    /** Where the pictures go. */
    folder: string;
    findings: string[];
  }): Promise<Photographer> {
    const { browser, url, folder, findings } = options;
    const pages = new Map<string, Page>();
    for (const colorScheme of schemes) {
      const context = await browser.newContext({
        colorScheme,
        locale: 'en-US',
        timezoneId: 'UTC',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.addInitScript(pictureFont.script, pictureFont.argument);
      // What Backstage keeps once somebody has entered as a guest.
      await page.addInitScript(() =>
        localStorage.setItem('@backstage/core:SignInPage:provider', 'guest'),
      );
      pages.set(colorScheme, page);
    }
    return new Photographer(url, folder, findings, pages);
  }

  private constructor(
    url: string,
    folder: string,
    findings: string[],
    pages: Map<string, Page>,
  ) {
    this.#url = url;
    this.#folder = folder;
    this.findings = findings;
    this.#pages = pages;
  }

  /** Looks at what a shot is of, so that the backend has its answer. */
  async visit(shot: Shot): Promise<void> {
    for (const page of this.#pages.values()) {
      await page.goto(`${this.#url}${shot.path}`);
      await page.waitForLoadState('networkidle');
    }
  }

  /** Makes `<name>-<suffix of the width>-<scheme>.png` for each width, and lets axe look at each. */
  async take(shot: Shot, widths: Map<number, string>): Promise<void> {
    for (const [scheme, page] of this.#pages) {
      for (const [width, suffix] of widths) {
        await page.setViewportSize({ width, height: heights[width] });
        await this.#show(page, shot);
        const name = `${shot.name}${suffix}-${scheme}`;
        const picture = await page.screenshot({
          animations: 'disabled',
          caret: 'hide',
        });
        await writeFile(
          join(this.#folder, `${name}.png`),
          await shrinkPng(page, picture),
        );
        await this.#examine(page, name);
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      }
    }
  }

  async #show(page: Page, shot: Shot): Promise<void> {
    for (const { url, with: fields } of shot.answers ?? []) {
      await page.route(url, async route => {
        if (fields) {
          const response = await route.fetch();
          const answer = await response.json();
          await route.fulfill({ response, json: { ...answer, ...fields } });
        }
      });
    }
    await page.goto(`${this.#url}${shot.path}`);
    for (let row = 1; row <= (shot.select ?? 0); row += 1) {
      await page
        .getByRole('checkbox', { name: /^Select (?!all)/, disabled: false })
        .nth(row)
        .check({ force: true });
    }
    if (shot.open) {
      // Where there is little room, the table is a list.
      const row = page
        .getByRole('row')
        .or(page.getByRole('listitem'))
        .filter({ hasText: shot.open });
      await row.locator('[data-sentry-issue]').first().click();
    }
    const [button, item] = shot.press ?? [];
    if (button) {
      await page.getByRole('button', { name: button }).first().click();
    }
    if (item) {
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    }
    await page.getByText(shot.until).first().waitFor({ state: 'attached' });
    if (!shot.answers?.some(answer => !answer.with)) {
      // Skeletons of other parts of the page are gone once nothing is loading.
      await page.waitForLoadState('networkidle');
    }
    if (shot.scrollTo) {
      await page
        .getByRole('heading', { name: shot.scrollTo, exact: true })
        .evaluate(heading => heading.scrollIntoView());
    }
    await page.evaluate(() => document.fonts.ready);
  }

  async #examine(page: Page, name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page })
      .exclude(frame)
      .disableRules(rulesOfTheFrame)
      .analyze();
    for (const { id, nodes } of violations) {
      const finding = `${name}: ${id}: ${nodes[0].html}`;
      console.error(finding);
      this.findings.push(finding);
    }
  }
}
