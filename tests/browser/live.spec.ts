import type { Locator, Page } from '@playwright/test';
import { issueDrawer, issueLinks, openIssue } from './drawer';
import {
  type Emulator,
  expect,
  openEntity,
  openList,
  runFailingProgram,
  test,
  watchLayout,
} from './portal';

// What Sentry's webhooks change on pages that are open: nobody presses reload.

const component = 'component:default/shop-web';

test('a new error is offered on open pages, is one notification for its owner, and is marked once it is resolved in Sentry', async ({
  page,
  pageOf,
  emulator,
}) => {
  const article = `galoshes-${Date.now()}`;
  const owner = await pageOf('guest');
  const listening = [owner, page].map(untilListening);
  await openEntity(owner, component);
  const unresolved = owner.getByRole('link', { name: /^\d+ unresolved/ });
  const layoutShift = await watchLayout(page);
  await openList(page, component);
  await openIssue(page, issueLinks(page).first());
  await Promise.all(listening);
  // What the portal finds at its first look is no news, and no one is notified of it.
  await expect.poll(() => hasLooked(emulator), { timeout: 90_000 }).toBe(true);
  const heading = await issueDrawer(page)
    .getByRole('heading')
    .first()
    .innerText();
  const order = await shownIssues(page);
  const before = await countIn(unresolved);

  await runFailingProgram(await emulator.dsn('acme', 'shop-web'), {
    article,
    environment: 'production',
  });

  await expect(page.getByText(/^\d+ (new|more) issue/).last()).toBeVisible();
  expect(await shownIssues(page)).toEqual(order);
  await expect(issueDrawer(page).getByRole('heading').first()).toHaveText(
    heading,
  );
  await expect.poll(() => countIn(unresolved)).toBe(before + 1);
  // The number of unread ones beside the bell.
  const bell = owner.getByRole('link', { name: /^Notifications/ });
  await expect(bell).toContainText(/[1-9]/);
  await bell.click();
  const notification = `New issue in Shop web: OutOfStockError: No ${article}`;
  await expect(owner.getByText(notification)).toHaveCount(1);
  await owner.goBack();

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const row = page.getByRole('row', { name: new RegExp(article) });
  await expect(row).toBeVisible();
  const listed = await shownIssues(page);

  await emulator.resolve(
    'acme',
    (await row
      .locator('[data-sentry-issue]')
      .getAttribute('data-sentry-issue')) ?? '',
  );
  await expect(row).toContainText('Resolved');
  expect(await shownIssues(page)).toEqual(listed);
  await expect.poll(() => countIn(unresolved)).toBe(before);
  expect(await layoutShift()).toBeLessThan(0.02);
});

/** Waits until signals about projects reach the page that is opened next. */
function untilListening(page: Page): Promise<void> {
  return new Promise(resolve => {
    // The first may fail: Backstage connects again.
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        if (payload.includes('sentry:projects')) {
          resolve();
        }
      }),
    );
  });
}

/** Whether the portal has asked for issues of the project to notify owners of. */
async function hasLooked(emulator: Emulator): Promise<boolean> {
  return (await emulator.issueQueries()).some(
    asked =>
      asked.get('query') === 'is:unresolved !is:ongoing' &&
      asked.getAll('project').includes('11'),
  );
}

/** The ids of the issues of the list, in their order. */
function shownIssues(page: Page): Promise<(string | null)[]> {
  return issueLinks(page).evaluateAll(links =>
    links.map(link => link.getAttribute('data-sentry-issue')),
  );
}

/** The number that a link of the card begins with. */
async function countIn(link: Locator): Promise<number> {
  return Number.parseInt(await link.innerText(), 10);
}
