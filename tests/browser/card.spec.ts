import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openEntity, pathsAskedFor, test } from './portal';

const component = 'component:default/shop-web';

const card = (page: Page) =>
  page.getByRole('group', { name: 'Sentry', exact: true });
const verdict = (page: Page) =>
  card(page).getByRole('list', { name: /^Unresolved issues in/ });
const issues = (page: Page) =>
  card(page).getByRole('list', { name: 'Needs attention' });

test('says first how bad it is, in two questions, and each part leads to its issues', async ({
  page,
}) => {
  const asked = pathsAskedFor(page);
  await openEntity(page, component);
  await expect(verdict(page)).toContainText(/^7 regressed8 escalating/);
  await expect(issues(page).getByRole('listitem')).toHaveCount(5);
  await expect(card(page).getByText(/^All \d+ issues/)).toBeVisible();
  expect(asked.map(path => path.split('/').at(-1)).sort()).toEqual([
    'issues',
    'summary',
  ]);

  await verdict(page).getByRole('link', { name: '7 regressed' }).click();
  await expect(page).toHaveURL(/query=is%3Aunresolved\+is%3Aregressed/);
});

test('opens an issue wherever its row is clicked', async ({ page }) => {
  await openEntity(page, component);
  const row = issues(page).getByRole('listitem').first();
  const link = row.getByRole('link');
  const name = (await link.textContent()) ?? '';
  expect(name).toMatch(/SHOP-WEB-\w+$/);
  await row.getByText(/users?$/).click({ force: true });

  await expect(page).toHaveURL(/issue=SHOP-WEB-/);
});

for (const [failing, rest] of [
  ['summary', issues],
  ['issues', verdict],
] as const) {
  test(`shows what is left where the ${failing} fail, and what axe finds nothing in`, async ({
    page,
  }) => {
    await page.route(`**/shop-web/${failing}?**`, route =>
      route.fulfill({
        status: 503,
        json: {
          error: {
            name: 'ServiceUnavailableError',
            code: 'UPSTREAM_UNAVAILABLE',
            message: 'Sentry returned an error (503).',
          },
        },
      }),
    );
    await openEntity(page, component);
    await expect(card(page).getByText('Sentry can’t be reached')).toBeVisible();
    await expect(rest(page)).toBeVisible();
    // The backend's words are for the platform team.
    const words = card(page).getByText('Sentry returned an error (503).');
    await expect(words).toBeHidden();
    await card(page).getByText('For the platform team').click();
    await expect(words).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('[role="group"][aria-label="Sentry"]')
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}

test('keeps its bars where the browser forces its own colours', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openEntity(page, component);
  const level = issues(page).locator('[data-level]').first();
  await expect(level).toBeAttached();
  const [bar, ground] = await level.evaluate(element => [
    getComputedStyle(element).backgroundColor,
    getComputedStyle(document.body).backgroundColor,
  ]);
  expect(bar).not.toBe(ground);
  expect(bar).not.toBe('rgba(0, 0, 0, 0)');
});
