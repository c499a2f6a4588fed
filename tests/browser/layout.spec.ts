import type { Locator } from '@playwright/test';
import { issueDrawer, issueLinks, openIssue, statusButton } from './drawer';
import {
  expect,
  hold,
  issueRows,
  openEntity,
  searchFor,
  sideways,
  test,
} from './portal';

// Where things are on the page: that nothing moves under the pointer, and that
// everything can be got at, however small or large the window is.

const component = 'component:default/shop-web';

test('the tab and the card stay where they are when the answers come', async ({
  page,
}) => {
  let answer = await hold(page, '**/api/sentry/entities/**');
  await openEntity(page, component, '/sentry');
  const fixtures = [
    page.getByRole('button', { name: 'Reload', exact: true }),
    page.getByRole('combobox'),
    page.getByRole('columnheader', { name: 'Events' }),
    page.getByRole('row').nth(1),
    page.getByRole('row').nth(2),
  ];
  await expect(fixtures[4]).toBeVisible();
  const stayed = await stayWhereTheyAre(fixtures);
  answer();
  await expect(issueLinks(page).first()).toBeVisible();
  await expect(
    page.getByRole('link', { name: /Open in Sentry/ }),
  ).toBeVisible();
  await stayed();

  await page.unrouteAll();
  answer = await hold(page, '**/api/sentry/entities/**');
  await openEntity(page, component);
  // Below the counts, and above the issues.
  const list = page.getByRole('heading', { name: 'Needs attention' });
  await expect(list).toBeVisible();
  const listStayed = await stayWhereTheyAre([list]);
  answer();
  await expect(
    page.getByRole('list', { name: /^Unresolved issues/ }),
  ).toBeVisible();
  await expect(issueLinks(page).first()).toBeVisible();
  await listStayed();
});

test('the list stays where it is while the portal finds out who may change it', async ({
  page,
}) => {
  const advise = await hold(page, '**/triage');
  await openEntity(page, component, '/sentry');
  await expect(page.getByText(/\d+ issues on this page/)).toBeAttached();
  const header = page.getByRole('columnheader', { name: 'Events' });
  const headerStayed = await stayWhereTheyAre([header]);

  advise();
  await expect(issueRows(page).nth(2)).toBeVisible();
  await expect(issueRows(page).nth(2).getByRole('checkbox')).toBeAttached();
  await headerStayed();

  const row = issueRows(page).nth(1);
  const rowStayed = await stayWhereTheyAre([row]);
  await row.getByRole('checkbox', { disabled: false }).check({ force: true });
  await expect(page.getByText('1 issue selected')).toBeVisible();
  await rowStayed();
});

for (const width of [1440, 360]) {
  test(`a search that is refused moves no row at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await openEntity(page, component, '/sentry');
    const first = issueLinks(page).first();
    await expect(first).toBeVisible();
    await expect(page.getByText(/crash-free sessions/)).toBeVisible();
    const stayed = await stayWhereTheyAre([first]);

    await searchFor(page, 'is:nonsense');
    await expect(page.getByRole('alert')).toBeVisible();
    await stayed();
  });
}

test('an open issue stays where it is while the portal finds out who may change it', async ({
  page,
}) => {
  const advise = await hold(page, '**/triage');
  await openEntity(page, component, '/sentry?issue=SHOP-WEB-1');
  const drawer = issueDrawer(page);
  const figure = drawer.getByText('Users hit', { exact: true });
  await expect(drawer.getByText('Stack trace')).toBeVisible();
  const stayed = await stayWhereTheyAre([figure]);

  advise();
  await expect(statusButton(page)).toBeVisible();
  await stayed();
});

test('the stack trace is within the first screen and a half of a phone, before the charts', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openEntity(page, component, '/sentry?issue=SHOP-WEB-1');
  const drawer = issueDrawer(page);
  const frames = drawer.getByRole('list', { name: /^Calls that led to/ });
  await expect(frames.first()).toBeVisible();
  const top = (await frames.first().boundingBox())?.y;
  expect(top).toBeLessThan(1.5 * 740);
  const figures = drawer.getByText('Users hit', { exact: true });
  expect((await figures.boundingBox())?.y).toBeGreaterThan(top ?? Infinity);
});

for (const [width, height] of [
  [640, 360],
  [320, 256],
  [3840, 2160],
]) {
  test(`an issue can be read to its end in a window of ${width} × ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openEntity(page, component, '/sentry');
    await openIssue(page, issueLinks(page).first());
    const drawer = issueDrawer(page);
    const last = drawer.getByRole('heading').last();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
    await expect(
      drawer.getByRole('button', { name: 'Close the issue' }),
    ).toBeInViewport();
    expect(await sideways(page)).toBe(0);
  });
}

test('reads from right to left where the page does', async ({ page }) => {
  await openEntity(page, component, '/sentry');
  await expect(issueLinks(page).first()).toBeVisible();
  // The build of the app asks for the language where CSS asks for the direction.
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
    document.documentElement.lang = 'ar';
  });
  await openIssue(page, issueLinks(page).first());

  // Once it has come in.
  await expect
    .poll(async () => (await issueDrawer(page).boundingBox())?.x)
    .toBe(0);
  await page.keyboard.press('Escape');
  const first = issueRows(page).first();
  const box = await first.getByRole('checkbox').boundingBox();
  const link = await issueLinks(page).first().boundingBox();
  expect(box?.x).toBeGreaterThan(link?.x ?? Infinity);
});

test('speaks German to who chose it, in the list, the issue and its menus', async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem('language', 'de'));
  await openEntity(page, component, '/sentry');
  await expect(
    page.getByRole('columnheader', { name: 'Zuletzt gesehen' }),
  ).toBeVisible();
  await expect(
    issueRows(page)
      .first()
      .getByRole('checkbox', { name: /auswählen/ }),
  ).toBeAttached();
  await issueLinks(page).first().click();
  const drawer = issueDrawer(page);
  await expect(drawer.getByText('Betroffene', { exact: true })).toBeVisible();
  await statusButton(page).click();
  await expect(
    page.getByRole('menuitem', { name: 'Im nächsten Release' }),
  ).toBeVisible();
});

/**
 * Returns what checks that these are where they are now, to half a pixel: less is
 * rounding, which fonts differ in.
 */
async function stayWhereTheyAre(
  locators: Locator[],
): Promise<() => Promise<void>> {
  const places = async () => {
    const boxes = await Promise.all(locators.map(each => each.boundingBox()));
    return boxes.flatMap(box => [box?.x ?? NaN, box?.y ?? NaN]);
  };
  const before = await places();
  return async () => {
    const moved = (await places()).map((place, index) => place - before[index]);
    expect(moved.filter(by => !(Math.abs(by) <= 0.5))).toEqual([]);
  };
}
