import type { Page } from '@playwright/test';
import { expect, issueRows, openEntity, test } from './portal';

test('thirty components in two organizations are one list and two questions', async ({
  page,
  emulator,
}) => {
  await emulator.forget();
  await openFleet(page, '30d');
  await expect(issueRows(page)).toHaveCount(25);
  await expect(componentTotals(page)).toContainText('(30)');

  const [acme, ...more] = await emulator.issueQueries('acme');
  const [eu, ...evenMore] = await emulator.issueQueries('acme-eu');
  expect([...more, ...evenMore]).toEqual([]);
  expect(acme.getAll('project').sort()).toEqual(['11', '12', '13']);
  expect(eu.getAll('project')).toEqual(['31']);

  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(
    page.getByRole('link', { name: /^fleet-\d\d .*unresolved/ }),
  ).toHaveCount(30);
  await expect(page.getByRole('link', { name: /^fleet-30 / })).toBeVisible();
});

test('a component that a user may not know of is not counted, and its project not asked for', async ({
  pageOf,
  emulator,
}) => {
  const page = await pageOf('newcomer');
  await emulator.forget();
  await openFleet(page, '24h');
  await expect(issueRows(page).first()).toBeVisible();
  await expect(componentTotals(page)).toContainText('(29)');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByRole('link', { name: /^fleet-29 / })).toBeVisible();
  await expect(page.getByRole('link', { name: /^fleet-30 / })).toHaveCount(0);

  const asked = await emulator.requests();
  expect(asked.filter(({ path }) => path.endsWith('/issues/'))).toHaveLength(2);
  for (const { query } of asked) {
    expect(new URLSearchParams(query).getAll('project')).not.toContain('13');
  }

  await openEntity(page, 'component:default/fleet-30', '/sentry');
  await expect(page.getByText(/not found/i).first()).toBeVisible();
});

function openFleet(page: Page, statsPeriod: string): Promise<void> {
  return openEntity(
    page,
    'system:default/fleet',
    `/sentry?statsPeriod=${statsPeriod}`,
  );
}

function componentTotals(page: Page) {
  return page.getByRole('heading', { name: /Unresolved issues by component/ });
}
