import type { Page } from '@playwright/test';
import { expect, openEntity, test } from './portal';

/** That the issue is open: its message, its latest event, and the way to GlitchTip's page. */
async function expectPaintError(page: Page) {
  const drawer = page.getByRole('dialog', { name: /PaintError/ });
  await expect(
    drawer.getByRole('heading', { level: 2, name: 'The canvas is gone' }),
  ).toBeVisible();
  await expect(
    drawer.getByRole('heading', { name: 'Stack trace' }),
  ).toBeVisible();
  await expect(page).toHaveURL(/[?&]issue=\d+/);
  await expect(
    drawer.getByRole('link', { name: /Open in GlitchTip/ }),
  ).toHaveAttribute('href', /\/acme\/issues\/\d+$/);
}

test('the issues that GlitchTip keeps are listed and opened as those of Sentry are', async ({
  page,
}) => {
  await openEntity(page, 'component:default/glitchtip-shop', '/sentry');
  const row = page.getByRole('row', { name: /PaintError/ });
  await expect(page.getByRole('row', { name: /FontError/ })).toBeVisible();
  await expect(
    page.getByRole('link', { name: /Open in GlitchTip/ }),
  ).toBeVisible();
  await row.getByRole('link', { name: /The canvas is gone/ }).click();
  await expectPaintError(page);

  await openEntity(page, 'component:default/glitchtip-shop');
  await page
    .getByRole('link', { name: /The canvas is gone/ })
    .first()
    .click();
  await expectPaintError(page);
});
