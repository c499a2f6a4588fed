import { expect, issueRows, test } from './portal';

test('the table of the catalog says how each component does, and leads to its issues', async ({
  page,
}) => {
  await page.goto('/?filters[kind]=component&filters[user]=all');
  const shopWeb = page.getByRole('row', { name: /Shop web/ });
  const count = shopWeb.getByRole('link', {
    name: /unresolved issues in the last 14 days/,
  });
  await expect(count).toBeVisible();
  await expect(shopWeb).toContainText(/\d+ back or growing · \d+ new/);
  await expect(page.getByRole('row', { name: /No Sentry/ })).toContainText(
    'No Sentry project',
  );

  await count.click();
  await expect(page).toHaveURL(/component\/shop-web\/sentry/);
  await expect(issueRows(page).first()).toBeVisible();
});
