import type { Page } from '@playwright/test';
import { approveAs, connect, connectButton } from './connection';
import { expect, test } from './portal';

test('the connection tab says of each instance what is wrong and what to do', async ({
  page,
}) => {
  await page.goto('/sentry/connection');
  await expect(instance(page, 'default')).toContainText('acme');
  await expect(instance(page, 'default').getByRole('alert')).toHaveCount(0);

  const revoked = instance(page, 'revoked');
  await expect(revoked).toContainText('Sentry rejects Backstage’s token');
  await expect(revoked).toContainText(/revoked|invalid/i);

  const poor = instance(page, 'poor');
  await expect(poor).toContainText(
    'Backstage’s token is not allowed to read this',
  );
  await expect(poor).toContainText('event:read');

  await expect(instance(page, 'glitchtip')).toContainText('GlitchTip');
  expect(await page.content()).not.toMatch(/[0-9a-f]{64}/);
});

test('the connection tab says which organizations a viewer’s own account reaches', async ({
  pageOf,
}) => {
  const page = await pageOf('jonas');
  await connect(page, 'Jonas');
  await page.goto('/sentry/connection');
  await expect(page.getByText('Connected as Jonas Weber.')).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(
    page.getByRole('button', { name: 'Connect to Sentry' }),
  ).toBeVisible();
});

test('connecting on the connection tab shows it at once, and asks for everything again', async ({
  pageOf,
}) => {
  const page = await pageOf('ada');
  await page.goto('/sentry/connection');
  await expect(instance(page, 'personal')).toBeVisible();
  await expect(page.getByText('You are not connected')).toBeVisible();
  let loads = 0;
  page.on('request', request => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      loads += 1;
    }
  });

  await approveAs(page, 'Ada', () => connectButton(page).first().click());
  await expect(page.getByText('Connected as Ada Park.')).toBeVisible();
  await expect(page.getByText('You have access to Acme')).toBeVisible();
  await expect(instance(page, 'personal')).toContainText('Issues can be read');
  await expect(page.getByText('You are not connected')).toBeHidden();
  await expect(connectButton(page)).toHaveCount(0);
  await expect(
    page.getByText('Another Sentry account is needed here'),
  ).toHaveCount(0);
  expect(loads).toBe(0);
});

test('the connection tab shows a user without the permission no instance', async ({
  pageOf,
}) => {
  const page = await pageOf('stranger');
  await page.goto('/sentry/connection');
  await expect(page.getByRole('note')).toContainText('sentry.instance.read');
  await expect(instance(page, 'default')).toHaveCount(0);
});

function instance(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}
