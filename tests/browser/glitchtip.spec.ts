import { expect, openEntity, test } from './portal';

test('the issues that GlitchTip keeps are listed and opened as those of Sentry are', async ({
  page,
}) => {
  await openEntity(page, 'component:default/glitchtip-shop', '/sentry');
  const row = page.getByRole('row', { name: /PaintError/ });
  await expect(row).toContainText('The canvas is gone');
  await expect(page.getByRole('row', { name: /FontError/ })).toBeVisible();

  await row.getByRole('link', { name: /PaintError/ }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText('The canvas is gone').first()).toBeVisible();
  await expect(page).toHaveURL(/[?&]issue=\d+/);
  await expect(
    drawer.getByRole('link', { name: /Open in Sentry/ }).first(),
  ).toHaveAttribute('href', /\/acme\/issues\/\d+$/);

  await openEntity(page, 'component:default/glitchtip-shop');
  await page
    .getByRole('link', { name: /PaintError/ })
    .first()
    .click();
  await expect(
    page.getByRole('dialog').getByText('The canvas is gone').first(),
  ).toBeVisible();
});
