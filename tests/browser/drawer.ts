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

/** What changes the status of the issue that is open. */
export function statusButton(page: Page): Locator {
  return issueDrawer(page).getByRole('button', { name: /^Status/ });
}

/** Expects that changes of the issue that is open are the viewer's own. */
export async function expectOwnChanges(page: Page): Promise<void> {
  // A pointer that is there already opens no tooltip.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await statusButton(page).hover();
    await expect(page.locator('[role="tooltip"]')).toContainText(
      'Changes are made in your name',
      { timeout: 3_000 },
    );
  }).toPass();
}

/** Waits until the issue that is open is there, its event too. */
export async function untilLoaded(page: Page): Promise<void> {
  await expect(
    issueDrawer(page).getByRole('button', { name: 'Copy event ID' }),
  ).toBeVisible();
}
