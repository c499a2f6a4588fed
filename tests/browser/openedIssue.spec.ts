import {
  issueDrawer,
  issueLinks,
  openIssue,
  statusButton,
  untilLoaded,
} from './drawer';
import { expect, openEntity, test } from './portal';

const component = 'component:default/shop-web';

test('an issue whose details can’t be loaded keeps what the list knows', async ({
  page,
}) => {
  await openEntity(page, component, '/sentry');
  const link = issueLinks(page).first();
  await expect(link).toBeVisible();
  await page.route(/\/issues\/[^/?]+(\?.*)?$/, route =>
    route.request().method() === 'GET'
      ? route.fulfill({ status: 503, body: '' })
      : route.continue(),
  );
  await link.click();
  const drawer = issueDrawer(page);
  const notice = drawer.getByText('The Sentry issues could not be loaded');
  await expect(notice).toHaveCount(1);
  await expect(drawer.getByRole('heading', { level: 2 })).not.toHaveText(
    /^Issue /,
  );
  await expect(statusButton(page)).toBeVisible();

  await page.unrouteAll();
  await drawer.getByRole('button', { name: 'Try again' }).click();
  await untilLoaded(page);
  await expect(notice).toHaveCount(0);
});

test('a value of a tag narrows the list; links are as wide as their text', async ({
  page,
}) => {
  await openEntity(page, component, '/sentry');
  await openIssue(page, issueLinks(page).first());
  const drawer = issueDrawer(page);
  const value = drawer
    .getByRole('list', { name: 'Tags' })
    .getByRole('link', { name: /^production/ });
  await expect(value).toBeVisible();
  const tooWide = await drawer.getByRole('link').evaluateAll(links =>
    links
      .filter(link => {
        const text = document.createRange();
        text.selectNodeContents(link);
        const { width } = link.getBoundingClientRect();
        return width > text.getBoundingClientRect().width + 24;
      })
      .map(link => link.textContent),
  );
  expect(tooWide).toEqual([]);

  await value.click();
  await expect(drawer).toHaveCount(0);
  expect(new URL(page.url()).search).toMatch(/environment.*production/);
  await expect(issueLinks(page).first()).toBeVisible();
});

test('forced colours keep the failing line and the shares of tags apart', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openEntity(page, component, '/sentry?issue=SHOP-WEB-1');
  const drawer = issueDrawer(page);
  const failing = drawer.locator('[data-failing]').first();
  const border = (element: Element) =>
    getComputedStyle(element).borderLeftColor;
  await expect(failing).toBeVisible();
  const other = drawer.locator('[data-line]:not([data-failing])').first();
  expect(await failing.evaluate(border)).not.toBe(await other.evaluate(border));

  const share = drawer
    .getByRole('list', { name: 'Tags' })
    .locator('[style*="width"]')
    .first();
  const colours = await share.evaluate(bar =>
    [bar, bar.parentElement ?? bar].map(
      element => getComputedStyle(element).backgroundColor,
    ),
  );
  expect(new Set(colours).size).toBe(2);
});

test('an issue opened from My issues stays there', async ({ pageOf }) => {
  const page = await pageOf('ada');
  await page.goto('/sentry');
  await openIssue(page, issueLinks(page).first());
  await expect(page).toHaveURL(/\/sentry\/my-issues\?.*issue=/);
  await page.keyboard.press('Escape');
  await expect(issueDrawer(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/sentry\/my-issues$/);
});
