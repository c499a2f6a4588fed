import { expect, openEntity, test } from './portal';

test('the issues that GlitchTip keeps are listed as those of Sentry are', async ({
  page,
}) => {
  await openEntity(page, 'component:default/glitchtip-shop', '/sentry');
  await expect(page.getByRole('row', { name: /PaintError/ })).toContainText(
    'The canvas is gone',
  );
  await expect(page.getByRole('row', { name: /FontError/ })).toBeVisible();

  await openEntity(page, 'component:default/glitchtip-shop');
  await expect(page.getByText('PaintError').first()).toBeVisible();
});
