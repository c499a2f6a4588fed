import type { Page } from '@playwright/test';
import { issueDrawer, issueLinks } from './drawer';
import {
  expect,
  issueRows,
  openEntity,
  openList,
  pathsAskedFor,
  searchField,
  searchFor,
  test,
  watchLayout,
} from './portal';

// What the tab looks like and answers to, on the app as it is deployed.

const component = 'component:default/shop-web';

for (const [width, height, most] of [
  [1440, 900, 320],
  [768, 1024, 560],
  [360, 740, 560],
]) {
  test(`the first issue is near the top of the tab, ${width} pixels wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openEntity(page, component, '/sentry');
    await expect(issueLinks(page).nth(2)).toBeVisible();
    const top = await boxOf(page, '[role=search]');
    const first = await boxOf(page, '[data-sentry-issue]');
    expect(first.y - top.y).toBeLessThan(most);
  });
}

test('the issue has 45 % of the table, and the header stays in sight', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openEntity(page, component, '/sentry');
  await expect(issueRows(page).nth(24)).toBeVisible();
  const table = await boxOf(page, '[role=grid]');
  const issue = await boxOf(page, 'tbody th');
  expect(issue.width / table.width).toBeGreaterThanOrEqual(0.45);

  await issueRows(page).nth(20).scrollIntoViewIfNeeded();
  await expect(
    page.getByRole('columnheader', { name: 'Events' }),
  ).toBeInViewport();
});

test('selects are no wider than they should be, whichever styles come last', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openList(page, component);
  for (const name of [/Period$/, /Issues per page$/]) {
    const box = await page.getByRole('button', { name }).boundingBox();
    expect(box?.width).toBeLessThan(200);
  }
});

for (const [name, tab] of [
  ['of two projects', 'component:default/checkout'],
  ['of one project', component],
]) {
  test(`the tab ${name} does not shift, and asks for little`, async ({
    page,
  }) => {
    const asked = pathsAskedFor(page);
    const layoutShift = await watchLayout(page);
    await openList(page, tab);
    await page.waitForLoadState('networkidle');
    expect(await layoutShift()).toBeLessThan(0.02);
    // Answers that were old are asked for once more.
    expect(new Set(asked).size).toBeLessThanOrEqual(4);
  });
}

test('a search is completed by keyboard, and one that is refused is marked', async ({
  page,
}) => {
  await openList(page, component);
  const search = searchField(page);
  await search.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' lev');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search).toHaveValue('is:unresolved level:fatal');
  await expect(page).toHaveURL(/query=is%3Aunresolved\+level%3Afatal/);

  await searchFor(page, 'is:unresolved is:nonsense');
  await expect(page.getByRole('alert')).toContainText('nonsense');
  await expect(page.locator('mark')).toHaveText('is:nonsense');
  await expect(page.getByRole('link', { name: /Open in Sentry/ })).toHaveCount(
    0,
  );
});

test('an environment that is unknown is reported as one', async ({ page }) => {
  await openEntity(page, component, '/sentry?environment=nowhere');
  await expect(page.getByRole('alert')).toContainText(
    /^Environment: .*nowhere/,
  );
  await expect(searchField(page)).toBeVisible();
});

test('a tag of an event narrows the list', async ({ page }) => {
  await openEntity(page, component, '/sentry');
  await issueLinks(page).first().click();
  const tag = issueDrawer(page)
    .getByRole('link')
    .and(page.locator('[href*="query="]'))
    .first();
  await tag.click();
  await expect(issueDrawer(page)).toBeHidden();
  await expect(page).toHaveURL(/[?&]query=is%3Aunresolved\+.+%3A/);
});

test('issues are selected by keys, and the buttons leave the list in sight at 200 %', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openList(page, component);
  const boxes = issueRows(page).getByRole('checkbox', { checked: true });
  await expect(
    issueRows(page).first().getByRole('checkbox', { disabled: false }),
  ).toBeAttached();
  await issueLinks(page).first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(boxes).toHaveCount(2);
  await page.keyboard.press('Control+a');
  await expect(boxes).toHaveCount(25);
  await page.keyboard.press('Escape');
  await expect(boxes).toHaveCount(0);

  // As wide and high as half of it, in CSS pixels.
  await page.setViewportSize({ width: 720, height: 450 });
  await page
    .getByRole('checkbox', { name: /^Select SHOP/ })
    .first()
    .check();
  const bar = page.getByRole('group', { name: 'Change the selected issues' });
  await expect(bar.getByText('1 issue selected')).toBeVisible();
  expect((await bar.boundingBox())?.height).toBeLessThan(90);
});

test('boxes show in forced colours whether they are ticked', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openEntity(page, component, '/sentry');
  const box = issueRows(page)
    .first()
    .getByRole('checkbox', { disabled: false });
  await expect(box).toBeAttached();
  const unticked = await box.screenshot();
  await box.check();
  await page.mouse.move(0, 0);
  expect((await box.screenshot()).equals(unticked)).toBe(false);
  // The browser's own box, which follows the colours of the system.
  expect(await box.evaluate(each => getComputedStyle(each).appearance)).toBe(
    'auto',
  );
});

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  expect(box).not.toBeNull();
  return box ?? { x: NaN, y: NaN, width: NaN, height: NaN };
}
