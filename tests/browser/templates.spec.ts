import type { Page } from '@playwright/test';
import { expect, test } from './portal';

/** Goes on from a form that is filled in, to the task that it starts. */
async function create(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}

test('a service that a template creates has its first issue on its card', async ({
  page,
  emulator,
}) => {
  // A name that no other run has.
  const name = `cart-${Date.now().toString(36)}`;
  await emulator.forget();
  await page.goto('/create/templates/default/service-with-sentry');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await create(page);

  await page.getByRole('link', { name: 'The service' }).click();
  await expect(page).toHaveURL(new RegExp(`/component/${name}$`));
  const issue = page.getByRole('link', { name: `Hello from ${name}` }).first();
  // The catalog reads what is registered in the background.
  await expect(async () => {
    await page.reload();
    await expect(issue).toBeVisible({ timeout: 5_000 });
  }).toPass();

  const writes = (await emulator.requests())
    .filter(({ method }) => method === 'POST')
    .map(({ path, status }) => `${status} ${path}`);
  expect(writes).toEqual([
    '201 /api/0/teams/acme/storefront/projects/',
    '201 /api/0/organizations/acme/workflows/',
  ]);
});

test('a template reads the worst issue of a component, as the person who starts it', async ({
  page,
}) => {
  await page.goto('/create/templates/default/sentry-report');
  await page.getByRole('textbox', { name: 'Component' }).fill('Shop web');
  await page.getByRole('option', { name: 'Shop web' }).click();
  await create(page);

  await expect(page.getByText(/\d+ unresolved, \d+ regressed/)).toBeVisible();
  const source = page.getByRole('link', { name: 'The line in the repository' });
  await expect(source).toHaveAttribute('href', /^https:\/\/github\.com\//);
  await page
    .getByRole('button', { name: 'The most frequent one', exact: true })
    .click();
  await expect(page.getByText(/^SHOP-WEB-\w+: \d+ events/)).toBeVisible();
});
