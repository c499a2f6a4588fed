import { connect } from './connection';
import { expect, test } from './portal';

test('what is assigned to a connected viewer is listed without the problems of others’ components', async ({
  page,
}) => {
  await page.goto('/sentry/my-issues?relation=assigned');
  await expect(
    page.getByRole('button', { name: 'Connect to Sentry' }),
  ).toBeVisible();

  await connect(page, 'Ada');
  await page.goto('/sentry/my-issues?relation=assigned');
  await expect(page.getByText('No unresolved issues').first()).toBeVisible();
  await expect(
    page.getByText(/sentry\.io\/user-id|broken-annotation/),
  ).toHaveCount(0);
  await expect(page.getByText('Some of the issues are missing')).toHaveCount(0);
});

test('one weak server leaves the counts of the others on the page of teams', async ({
  page,
}) => {
  await page.goto('/sentry/teams');
  const together = page.getByRole('region', { name: 'All teams' });
  await expect(together).toContainText('1 project not counted');
  await expect(together).toContainText(/\d\+\s*Regressed|\d\+ regressed/);

  const teams = page.getByRole('list', { name: /by team/ });
  await expect(teams.getByRole('listitem').first()).toContainText(
    /\d+ regressed · \d+ escalating/,
  );
  await expect(teams.getByRole('link', { name: /^Storefront/ })).toContainText(
    '1 project not counted',
  );
});
