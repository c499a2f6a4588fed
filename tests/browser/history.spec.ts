import { issueDrawer, issueLinks, openIssue } from './drawer';
import {
  expect,
  issueRows,
  openList,
  searchField,
  searchFor,
  test,
  untilListed,
} from './portal';

test('Back undoes one step at a time: an issue, a page, an order, a search', async ({
  page,
}) => {
  await openList(page, 'component:default/shop-web');
  const steps = [page.url()];
  const addStep = async (pattern: RegExp) => {
    await expect(page).toHaveURL(pattern);
    steps.push(page.url());
  };

  const search = searchField(page);
  await searchFor(page, 'is:unresolved level:error');
  await page.keyboard.press('Escape');
  await addStep(/level%3Aerror/);
  await untilListed(page);

  await page.getByRole('columnheader', { name: 'Events' }).click();
  await addStep(/sort=freq/);
  // Until then the rows, and the next page, are those of the order before.
  await expect(
    page.locator('[aria-busy=true]').filter({ has: page.getByRole('grid') }),
  ).toHaveCount(0);

  await page.getByRole('button', { name: 'Next page' }).click();
  await addStep(/cursor=/);
  await expect(issueRows(page).first()).toBeVisible();

  await openIssue(page, issueLinks(page).first());
  await expect(page).toHaveURL(/issue=/);

  for (const step of steps.reverse()) {
    await page.goBack();
    await expect(page).toHaveURL(step);
  }
  await expect(issueDrawer(page)).toBeHidden();
  await expect(search).toHaveValue('is:unresolved');
  await untilListed(page);
});

test('no request of a browser that was never connected is refused', async ({
  page,
}) => {
  const refused: string[] = [];
  page.on('response', response => {
    if (response.status() === 401) {
      refused.push(new URL(response.url()).pathname);
    }
  });
  const pages = [
    ['/catalog/default/component/shop-web', /^All \d+ issues/],
    ['/catalog/default/component/my-checkout/sentry', 'Connect to Sentry'],
    ['/sentry/my-issues?relation=assigned', 'Connect to Sentry'],
    ['/sentry/connection', 'Connect to Sentry'],
  ] as const;
  for (const [path, until] of pages) {
    await page.goto(path);
    await expect(page.getByText(until).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  expect(refused).toEqual([]);
});
