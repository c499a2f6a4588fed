import type { Locator } from '@playwright/test';
import {
  expect,
  issueRows,
  openEntity,
  openList,
  searchFor,
  test,
  untilListed,
} from './portal';

test('an annotation that cannot be read says so, and how to mend it', async ({
  page,
  emulator,
}) => {
  await emulator.forget();
  await openEntity(page, 'component:default/broken-annotation', '/sentry');
  const panel = page.getByRole('alert').or(page.getByRole('region'));
  await expect(panel.getByText('acme/').first()).toBeVisible();
  await expect(page.getByText('sentry.io/project-slug').first()).toBeVisible();
  expect(await emulator.requests()).toEqual([]);
});

test('an organization that config does not allow is not asked', async ({
  page,
  emulator,
}) => {
  await emulator.forget();
  await openEntity(page, 'component:default/foreign-org', '/sentry');
  await expect(page.getByText('umbrella').first()).toBeVisible();
  await expect(page.getByText('allowedOrganizations').first()).toBeVisible();
  expect(await emulator.requests()).toEqual([]);
});

test('a component without Sentry has no Sentry tab', async ({ page }) => {
  await openEntity(page, 'component:default/no-sentry');
  await expect(page.getByRole('heading', { name: 'No Sentry' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Sentry' })).toBeHidden();
});

test('while Sentry is down, what it last said is shown, and since when', async ({
  page,
  emulator,
}) => {
  await openList(page, 'component:default/eu-billing', '?statsPeriod=7d');

  await emulator.fail({ path: '/api/0/organizations/acme-eu/', status: 503 });
  await pressUntil(
    page.getByRole('button', { name: 'Reload' }),
    page.getByText(/Showing data from/),
  );
  await untilListed(page);
});

test('Sentry being down is not called a missing project', async ({
  page,
  emulator,
}) => {
  await emulator.fail({ path: '/api/0/organizations/acme-eu/', status: 503 });
  await openEntity(
    page,
    'component:default/eu-billing',
    '/sentry?query=never-asked-before',
  );
  await expect(page.getByRole('button', { name: /Try again/ })).toBeVisible();

  await emulator.recover();
  await pressUntil(
    page.getByRole('button', { name: /Try again/ }),
    page.getByText(/No issues match/),
  );
});

test('a search with a value that Sentry does not know names the value', async ({
  page,
}) => {
  await openList(page, 'component:default/shop-web');
  await searchFor(page, 'is:nonsense');
  await expect(page.getByText(/Can’t search for `?is:nonsense/)).toBeVisible();
});

test('a link to a search that Sentry refuses says so, and leads back to the issues', async ({
  page,
}) => {
  await openEntity(
    page,
    'component:default/shop-web',
    '/sentry?query=is%3Anonsense',
  );
  await expect(page.getByRole('alert')).toContainText('Try is:unresolved');
  await expect(
    page.getByText('Sentry can’t apply these filters'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await untilListed(page);
});

test('a user whom the policy refuses reads which permission is missing', async ({
  pageOf,
  emulator,
}) => {
  const page = await pageOf('stranger');
  await emulator.forget();
  await openEntity(page, 'component:default/shop-web', '/sentry');
  await expect(page.getByText('sentry.issue.read').first()).toBeVisible();
  await expect(issueRows(page)).toHaveCount(0);
  expect(await emulator.issueQueries()).toEqual([]);
});

/** Presses the button, again after each answer that does not bring what is expected. */
async function pressUntil(button: Locator, expected: Locator): Promise<void> {
  const page = button.page();
  await expect(async () => {
    if (await expected.isHidden()) {
      const [answer] = await Promise.all([
        page.waitForResponse(/\/api\/sentry\/.*\/issues\b/),
        button.click({ timeout: 10_000 }),
      ]);
      await answer.finished();
    }
    await expect(expected).toBeVisible({ timeout: 2_000 });
  }).toPass();
}
