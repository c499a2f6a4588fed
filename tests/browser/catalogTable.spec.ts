import { expect, hold, issueRows, pathsAskedFor, test } from './portal';

test('the table of the catalog says how each component does, and leads to its issues', async ({
  page,
}) => {
  await page.goto('/?filters[kind]=component&filters[user]=all');
  // There are more components than one page of the table has.
  const search = page.getByPlaceholder('Search');
  await search.fill('No Sentry');
  await expect(page.getByRole('row', { name: /No Sentry/ })).toContainText(
    'No Sentry project',
  );

  await search.fill('Shop web');
  const shopWeb = page.getByRole('row', { name: /Shop web/ });
  const count = shopWeb.getByRole('link', {
    name: /unresolved issues in the last 14 days/,
  });
  await expect(count).toBeVisible();
  await expect(shopWeb).toContainText(/\d+ regressed or escalating · \d+ new/);

  await count.click();
  await expect(page).toHaveURL(/component\/shop-web\/sentry/);
  await expect(issueRows(page).first()).toBeVisible();
});

test('the table asks for all of its rows in one request, and stays where it is when the answer comes', async ({
  page,
}) => {
  const asked = pathsAskedFor(page);
  const answer = await hold(page, '**/api/sentry/summaries*');
  await page.goto('/?filters[kind]=component&filters[user]=all');
  await expect(page.getByText('Loading').first()).toBeAttached();
  const places = () =>
    page
      .getByRole('columnheader')
      .or(page.getByRole('row'))
      .evaluateAll(elements =>
        elements.map(element => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round);
        }),
      );
  const before = await places();

  answer();
  const counts = page.getByRole('link', { name: /unresolved issues in the/ });
  await expect(counts.first()).toBeVisible();
  expect(await places()).toEqual(before);
  expect(asked).toEqual(['/api/sentry/summaries']);
});
