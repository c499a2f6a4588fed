import { expect, type Locator, type Page } from '@playwright/test';

/** What people do to let the portal use their own account in Sentry, and to end that. */

export function connectButton(page: Page): Locator {
  return page.getByRole('button', { name: /Connect to Sentry/ });
}

/** Connects in the user settings, as that person in Sentry. */
export async function connect(page: Page, person: string): Promise<void> {
  await page.goto('/settings/auth-providers');
  const signIn = page.getByRole('button', { name: /sign in/i }).first();
  await approveAs(page, person, () => signIn.click());
  await expect(signOutButton(page)).toBeVisible();
}

/** Ends the connection in the user settings. */
export async function disconnect(page: Page): Promise<void> {
  await page.goto('/settings/auth-providers');
  await signOutButton(page).click();
  await expect(signOutButton(page)).toBeHidden();
}

function signOutButton(page: Page): Locator {
  return page.getByRole('button', { name: /sign out/i }).first();
}

/** Goes through Sentry's own page in the popup that `open` brings up. */
export async function approveAs(
  page: Page,
  person: string,
  open: () => Promise<void>,
): Promise<void> {
  const popupOpened = page.waitForEvent('popup');
  await open();
  // Backstage asks before it opens a popup that no click asked for.
  const logIn = page.getByRole('button', { name: 'Log in' });
  const popup = await Promise.race([
    popupOpened,
    logIn.waitFor().then(async () => {
      await logIn.click();
      return popupOpened;
    }),
  ]);
  await popup.getByRole('radio', { name: new RegExp(person, 'i') }).check();
  await popup.getByRole('button', { name: 'Approve' }).click();
}

/** How many windows the page has opened since. */
export function countPopups(page: Page): () => number {
  let count = 0;
  page.on('popup', () => {
    count += 1;
  });
  return () => count;
}
