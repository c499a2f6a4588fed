import type { Page } from '@playwright/test';
import {
  approveAs,
  connect,
  connectButton,
  countPopups,
  disconnect,
} from './connection';
import { expectOwnChanges, issueDrawer, issueLinks, openIssue } from './drawer';
import {
  expect,
  issueRows,
  openEntity,
  openList,
  test,
  untilListed,
} from './portal';

test('a viewer connects in the user settings, sees what their account may see, and disconnects', async ({
  page,
  emulator,
}) => {
  await connect(page, 'Jonas');
  await openList(page, 'component:default/my-checkout');

  await disconnect(page);
  await emulator.forget();
  await openEntity(page, 'component:default/my-checkout', '/sentry');
  await expect(connectButton(page)).toBeVisible();
  await expect(issueRows(page)).toHaveCount(0);
  expect(await emulator.issueQueries()).toEqual([]);
});

test('a viewer connects in place, on the page of a component', async ({
  page,
  emulator,
}) => {
  await openEntity(page, 'component:default/my-checkout', '/sentry');
  await expect(connectButton(page)).toBeVisible();
  await emulator.forget();

  await approveAs(page, 'Jonas', () => connectButton(page).click());
  await untilListed(page);
  expect((await emulator.issueQueries()).length).toBeGreaterThan(0);
});

test('a viewer connects in an open issue, whose changes are theirs from then on', async ({
  page,
}) => {
  await openEntity(page, 'component:default/shop-web', '/sentry');
  await openIssue(page, issueLinks(page).first());
  const drawer = issueDrawer(page);
  const button = drawer.getByRole('button', { name: 'Connect to Sentry' });
  await approveAs(page, 'Jonas', () => button.click());
  await expect(button).toHaveCount(0);
  await expectOwnChanges(page);
});

test('a connection outlives its tokens, one pair after the other, without asking again', async ({
  page,
  emulator,
}) => {
  await connect(page, 'Jonas');
  const popups = countPopups(page);
  // The second time only the refresh token that came with the first renewal is good.
  for (const query of ['level:error', 'level:fatal']) {
    await emulator.expireTokens();
    await openEntity(
      page,
      'component:default/my-checkout',
      `/sentry?query=${encodeURIComponent(query)}`,
    );
    await expect
      .poll(async () =>
        (await emulator.issueQueries()).map(asked => asked.get('query')),
      )
      .toContain(query);
    await expect(issueRows(page).first()).toBeVisible();
    await expect(connectButton(page)).toBeHidden();
  }
  expect(popups()).toBe(0);
});

test('a viewer who connects with the account of somebody else reads so, and sees nothing', async ({
  pageOf,
  emulator,
}) => {
  const page = await pageOf('ada');
  await connect(page, 'Jonas');
  await emulator.forget();
  await openEntity(page, 'component:default/my-checkout', '/sentry');
  await expect(
    page.getByText('Another Sentry account is needed here'),
  ).toBeVisible();
  await expect(issueRows(page)).toHaveCount(0);
  expect(await emulator.issueQueries()).toEqual([]);

  const other = page.getByRole('button', { name: 'Connect another account' });
  await approveAs(page, 'Ada', () => other.click());
  await untilListed(page);
});

const account: Record<string, string> = { ada: 'Ada', jonas: 'Jonas' };

for (const [first, second] of [
  ['ada', 'jonas'],
  ['jonas', 'ada'],
]) {
  test(`${second} never sees what the portal keeps for ${first}`, async ({
    pageOf,
    emulator,
  }) => {
    test.slow();
    // Nobody has asked for exactly this before.
    const tab = `/sentry?query=${encodeURIComponent(`is:unresolved !release:${first}`)}`;
    const one = await pageOf(first);
    await connect(one, account[first]);
    await openOrders(one, tab);
    await expectOwnProjects(one, first);

    const two = await pageOf(second);
    await openOrders(two, tab);
    await expect(connectButton(two)).toBeVisible();
    await expect(issueRows(two)).toHaveCount(0);

    // With Sentry down there is only what the portal keeps, and that is the first one's.
    await connect(two, account[second]);
    await emulator.fail({ path: issues, status: 503 });
    await openOrders(two, tab);
    await expect(two.getByRole('button', { name: /Try again/ })).toBeVisible();
    await expect(issueRows(two)).toHaveCount(0);
    await openOrders(one, tab);
    await expectOwnProjects(one, first);

    await emulator.recover();
    // Sentry is asked again a few seconds after it failed.
    await expect(async () => {
      await openOrders(two, tab);
      await expect(issueRows(two).first()).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await expectOwnProjects(two, second);

    // One who disconnects leaves the other alone, and sees nothing any more.
    await disconnect(one);
    await openOrders(one, tab);
    await expect(connectButton(one)).toBeVisible();
    await expect(issueRows(one)).toHaveCount(0);
    await openOrders(two, tab);
    await expectOwnProjects(two, second);
  });
}

const issues = '/api/0/organizations/acme/issues/';

function openOrders(page: Page, tab: string): Promise<void> {
  return openEntity(page, 'component:default/my-orders', tab);
}

/** Ada may see both projects of the component, Jonas one of them. */
async function expectOwnProjects(page: Page, user: string): Promise<void> {
  await untilListed(page);
  const payments = issueRows(page).filter({ hasText: 'PAYMENTS-' });
  if (user === 'ada') {
    await expect(payments.first()).toBeVisible();
  } else {
    await expect(payments).toHaveCount(0);
  }
}
