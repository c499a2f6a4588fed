import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { issueDrawer, issueLinks, untilLoaded } from './drawer';
import {
  expect,
  issueRows,
  openEntity,
  openList,
  searchField,
  searchFor,
  sideways,
  test,
  untilListed,
} from './portal';

/** The tabs of the plugin's own page, and what is there once they have settled. */
const pageTabs = {
  'my-issues': /SHOP-WEB-/,
  teams: 'Storefront',
  coverage: /Compared|Not compared yet/,
  connection: 'Sentry rejects Backstage’s token',
};

test('axe finds nothing on the card', async ({ page }) => {
  await openEntity(page, 'component:default/shop-web');
  await expectNoFindings(page, () =>
    expect(page.getByText(/^All \d+ issues/)).toBeVisible(),
  );
});

test('axe finds nothing on the tab', async ({ page }) => {
  await openEntity(page, 'component:default/shop-web', '/sentry');
  await expectNoFindings(page, () => untilListed(page));
});

test('axe finds nothing on suggestions, a refused search and a selection', async ({
  page,
}) => {
  await openList(page, 'component:default/shop-web');
  const search = searchField(page);
  await expectNoFindings(page, async () => {
    await untilListed(page);
    await search.fill('is:re');
    await expect(page.getByRole('option').first()).toBeVisible();
  });
  await page.keyboard.press('Escape');
  await searchFor(page, 'is:nonsense');
  await expectNoFindings(page, () =>
    expect(page.getByRole('alert')).toBeVisible(),
  );
  await openEntity(page, 'component:default/shop-web', '/sentry');
  await expectNoFindings(page, async () => {
    await issueRows(page).nth(1).getByRole('checkbox').check();
    await expect(page.getByText('1 issue selected')).toBeVisible();
  });
});

test('axe finds nothing on an open issue', async ({ page }) => {
  await openEntity(page, 'component:default/shop-web', '/sentry');
  await issueLinks(page).first().click();
  await expectNoFindings(page, () => untilLoaded(page), '[role="dialog"]');
});

test('axe finds nothing on events without a stack trace of their own', async ({
  page,
}) => {
  await openEntity(page, 'component:default/every-event', '/sentry');
  for (const title of [
    'SELECT price',
    "Blocked 'script'",
    't is not a function',
  ]) {
    await issueLinks(page).filter({ hasText: title }).first().click();
    await expectNoFindings(page, () => untilLoaded(page), '[role="dialog"]');
    await page.keyboard.press('Escape');
    await expect(issueDrawer(page)).toBeHidden();
  }
});

test('axe finds nothing on the releases', async ({ page }) => {
  await openEntity(page, 'component:default/shop-web', '/sentry?release=');
  const releases = page.getByRole('dialog', { name: 'Releases' });
  await expectNoFindings(
    page,
    () => expect(releases.getByText(/crash-free/i).first()).toBeVisible(),
    '[role="dialog"]',
  );
});

test('axe finds nothing on an issue that is not there', async ({ page }) => {
  await openEntity(
    page,
    'component:default/shop-web',
    '/sentry?issue=SHOP-WEB-ZZZZ',
  );
  await expectNoFindings(
    page,
    () => expect(issueDrawer(page).getByRole('alert')).toBeVisible(),
    '[role="dialog"]',
  );
});

test('axe finds nothing on what is seen of several components', async ({
  page,
}) => {
  await openEntity(page, 'system:default/fleet', '/sentry');
  await expectNoFindings(page, async () => {
    await untilListed(page);
    await page.getByRole('button', { name: 'Show all' }).click();
  });
});

for (const [tab, until] of Object.entries(pageTabs)) {
  test(`axe finds nothing on the tab ${tab} of the page`, async ({
    pageOf,
  }) => {
    const page = await pageOf('reader');
    await page.goto(`/sentry/${tab}`);
    await expectNoFindings(page, () =>
      expect(page.getByText(until).first()).toBeVisible(),
    );
  });
}

test('axe finds nothing on a problem', async ({ page }) => {
  await openEntity(page, 'component:default/broken-annotation', '/sentry');
  await expectNoFindings(page, () =>
    expect(page.getByText('sentry.io/project-slug').first()).toBeVisible(),
  );
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 360, height: 780 } });

  for (const tab of ['', '/sentry']) {
    test(`the page ${tab || '/'} does not scroll sideways`, async ({
      page,
    }) => {
      await openEntity(page, 'component:default/shop-web', tab);
      await expect(page.getByText('TypeError').first()).toBeVisible();
      expect(await sideways(page)).toBe(0);
    });
  }
});

// Backstage's own frame: its heading stands outside of every landmark, and its
// tabs name panels that only the one that is shown has.
const rulesOfTheFrame = ['region', 'landmark-one-main', 'page-has-heading-one'];

/** Looks at what the plugin has put on the page, or at that part of it, in both themes. */
async function expectNoFindings(
  page: Page,
  untilSettled: () => Promise<void>,
  part?: string,
): Promise<void> {
  const axe = () => {
    const builder = new AxeBuilder({ page });
    return part
      ? builder.include(part)
      : builder.exclude('header, nav, [role="tablist"], [class*="Sidebar"]');
  };
  await untilSettled();
  const all = await axe().disableRules(rulesOfTheFrame).analyze();

  // The themes differ in colours alone. Backstage mounts the page anew for another one.
  const isDark = await page.evaluate(
    () => matchMedia('(prefers-color-scheme: dark)').matches,
  );
  const before = await page.locator('#root a').first().elementHandle();
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
  await before?.waitForElementState('hidden');
  await untilSettled();
  const colours = await axe().withRules('color-contrast').analyze();

  expect(
    [...all.violations, ...colours.violations].map(
      ({ id, nodes }) => `${id}: ${nodes[0].html}`,
    ),
  ).toEqual([]);
}
