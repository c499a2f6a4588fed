import { expect, type Locator, type Page } from '@playwright/test';

/** The issue that is open beside the list. */
export function issueDrawer(page: Page): Locator {
  return page.getByRole('dialog');
}

/** The links of the list, in sight of the eye alone while an issue is open. */
export function issueLinks(page: Page): Locator {
  return page.locator('[data-sentry-issue]');
}

/** Opens an issue of the list, and waits for what happened in it. */
export async function openIssue(page: Page, link: Locator): Promise<void> {
  await link.click();
  await untilLoaded(page);
}

/** Waits until the issue that is open is there, its event too. */
export async function untilLoaded(page: Page): Promise<void> {
  await expect(
    issueDrawer(page).getByRole('button', { name: 'Copy event ID' }),
  ).toBeVisible();
}
