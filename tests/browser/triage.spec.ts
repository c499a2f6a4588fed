import type { Page } from '@playwright/test';
import { connect, countPopups } from './connection';
import {
  expectOwnChanges,
  issueDrawer,
  issueLinks,
  openIssue,
  statusButton,
} from './drawer';
import {
  type Emulator,
  expect,
  issueRows,
  openEntity,
  openList,
  test,
} from './portal';

test('an issue that is resolved is so in the list, on the card and in Sentry', async ({
  page,
  emulator,
}) => {
  const escalating = await countOnCard(page);
  await page.getByRole('link', { name: /^\d+ escalating/ }).click();
  await expect(page).toHaveURL(/is%3Aescalating/);
  const { id, shortId } = await openFirst(page);
  const drawer = issueDrawer(page);

  const status = statusButton(page);
  await status.click();
  await page.getByRole('menuitem', { name: 'Now' }).click();
  await expect(drawer.getByText(`${shortId} is resolved.`)).toBeVisible();
  await expect(status).toHaveText(/Resolved/);
  await expect.poll(() => statusAtSentry(emulator, id)).toBe('resolved');

  // The menu is gone, so that Escape is the drawer's.
  await expect(status).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(issueRows(page).first()).toContainText('Resolved');

  // What the backend keeps for the card may be a moment older.
  await expect(async () => {
    expect(await countOnCard(page)).toBe(escalating - 1);
  }).toPass();
  await page.getByRole('link', { name: /^\d+ escalating/ }).click();
  await expect(issueLinks(page).first()).toBeVisible();
  await expect(linkOf(page, id)).toHaveCount(0);
});

test('several issues are archived at once, and taken back at once', async ({
  page,
  emulator,
}) => {
  await openList(page, 'component:default/checkout');
  const chosen = [3, 4];
  const ids = await Promise.all(
    chosen.map(row =>
      issueLinks(page).nth(row).getAttribute('data-sentry-issue'),
    ),
  );
  for (const row of chosen) {
    await issueRows(page)
      .nth(row)
      .getByRole('checkbox', { disabled: false })
      .check({ force: true });
  }
  await expect(page.getByText('2 issues selected')).toBeVisible();
  await page.getByRole('button', { name: 'Status', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Until it escalates' }).click();
  await expect(page.getByText('2 issues are archived.')).toBeVisible();
  for (const id of ids) {
    await expect.poll(() => statusAtSentry(emulator, `${id}`)).toBe('ignored');
  }

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('2 issues are open again.')).toBeVisible();
  for (const id of ids) {
    await expect
      .poll(() => statusAtSentry(emulator, `${id}`))
      .toBe('unresolved');
  }
});

test('a user without the permission is offered no change, reads why, and is refused', async ({
  pageOf,
  emulator,
}) => {
  const page = await pageOf('reader');
  const authorization = new Promise<string>(resolve => {
    page.on('request', request => {
      const header = request.headers().authorization;
      if (header && request.url().includes('/api/sentry/')) {
        resolve(header);
      }
    });
  });
  await openEntity(page, 'component:default/shop-web', '/sentry');
  const { id } = await openFirst(page);
  const drawer = issueDrawer(page);
  await drawer
    .getByRole('button', { name: 'Why can’t I change this?' })
    .click();
  await expect(page.getByText(/sentry\.issue\.update/).first()).toBeVisible();
  for (const name of [/^Status/, /^Assignee/, /^Priority/]) {
    await expect(drawer.getByRole('button', { name })).toHaveCount(0);
  }

  await emulator.forget();
  const answer = await page.request.patch(
    `/api/sentry/entities/component/default/shop-web/issues/${id}`,
    {
      headers: { authorization: await authorization },
      data: { status: 'resolved' },
    },
  );
  expect(answer.status()).toBe(403);
  const requests = await emulator.requests();
  // The page itself may still be reading.
  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(await statusAtSentry(emulator, id)).toBe('unresolved');
});

test('a viewer lets the portal write at the first change, which is made in their name', async ({
  page,
  emulator,
}) => {
  await connect(page, 'Jonas');
  await openEntity(page, 'component:default/my-checkout', '/sentry');
  const { id, shortId } = await openFirst(page);
  const drawer = issueDrawer(page);
  await expectOwnChanges(page);
  await statusButton(page).click();
  const popupOpened = page.waitForEvent('popup');
  await page.getByRole('menuitem', { name: 'Now' }).click();
  const popup = await popupOpened;
  await expect(popup.getByText('event:write')).toBeVisible();
  await popup.getByRole('radio', { name: /Jonas/ }).check();
  await popup.getByRole('button', { name: 'Approve' }).click();
  await expect(drawer.getByText(`${shortId} is resolved.`)).toBeVisible();
  expect(await statusAtSentry(emulator, id)).toBe('resolved');

  // Once is enough.
  const popups = countPopups(page);
  await drawer.getByRole('button', { name: 'Undo' }).click();
  await expect(drawer.getByText(`${shortId} is open again.`)).toBeVisible();
  expect(await statusAtSentry(emulator, id)).toBe('unresolved');
  expect(popups()).toBe(0);
});

/** Opens the overview of the shop, and reads how many issues escalate. */
async function countOnCard(page: Page): Promise<number> {
  await openEntity(page, 'component:default/shop-web');
  const link = page.getByRole('link', { name: /^\d+ escalating/ });
  await expect(link).toHaveText(/\d/);
  return Number.parseInt(await link.innerText(), 10);
}

async function openFirst(page: Page): Promise<{ id: string; shortId: string }> {
  const link = issueLinks(page).first();
  await openIssue(page, link);
  return {
    id: `${await link.getAttribute('data-sentry-issue')}`,
    shortId: `${new URL(page.url()).searchParams.get('issue')}`,
  };
}

function linkOf(page: Page, id: string) {
  return page.locator(`[data-sentry-issue="${id}"]`);
}

async function statusAtSentry(emulator: Emulator, id: string): Promise<string> {
  const issue = await emulator.get(`organizations/acme/issues/${id}/`);
  return issue.status;
}
