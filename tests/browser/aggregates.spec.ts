import type { Page } from '@playwright/test';
import { type Emulator, expect, issueRows, openEntity, test } from './portal';

test('thirty components in two organizations are one list and two questions', async ({
  page,
  emulator,
}) => {
  await emulator.forget();
  await openFleet(page, '30d');
  await expect(issueRows(page)).toHaveCount(25);
  await expect(componentTotals(page)).toContainText('(30)');

  await expectOneQuestion(emulator, 'acme', ['11', '12', '13']);
  await expectOneQuestion(emulator, 'acme-eu', ['31']);

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

  await expectOneQuestion(emulator, 'acme', ['11', '12']);
  await expectOneQuestion(emulator, 'acme-eu', ['31']);
  for (const { query } of await emulator.requests()) {
    expect(new URLSearchParams(query).getAll('project')).not.toContain('13');
  }

  await openEntity(page, 'component:default/fleet-30', '/sentry');
  await expect(page.getByText(/not found/i).first()).toBeVisible();
});

/** A list that is getting old may be asked for anew, but never project by project. */
async function expectOneQuestion(
  emulator: Emulator,
  organization: string,
  projects: string[],
): Promise<void> {
  const asked = await emulator.issueQueries(organization);
  expect(asked.length).toBeGreaterThan(0);
  for (const query of asked) {
    expect(query.getAll('project').sort()).toEqual(projects);
  }
}

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
