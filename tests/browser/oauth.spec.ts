import type { Page } from '@playwright/test';
import { expect, openEntity, test } from './portal';

test('a viewer connects to Sentry, sees what their account may see, and disconnects', async ({
  page,
  emulator,
}) => {
  await openEntity(page, 'component:default/my-checkout', '/sentry');
  const connect = page.getByRole('button', { name: /Connect to Sentry/ });
  await expect(connect).toBeVisible();
  await emulator.forget();

  await approveAs(page, 'Jonas', () => connect.click());
  await expect(page.getByRole('row').nth(5)).toBeVisible();
  expect((await emulator.issueQueries()).length).toBeGreaterThan(0);

  // The account survives a reload, and a token that Sentry lets expire.
  await emulator.expireTokens();
  await page.reload();
  await expect(page.getByRole('row').nth(5)).toBeVisible();

  await page.goto('/settings/auth-providers');
  await page
    .getByRole('button', { name: /sign out/i })
    .first()
    .click();
  await openEntity(page, 'component:default/my-checkout', '/sentry');
  await expect(connect).toBeVisible();
});

/** Goes through Sentry's own page in the popup that `open` brings up. */
async function approveAs(page: Page, user: string, open: () => Promise<void>) {
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
  await popup.getByRole('radio', { name: new RegExp(user, 'i') }).check();
  await popup.getByRole('button', { name: 'Approve' }).click();
}
