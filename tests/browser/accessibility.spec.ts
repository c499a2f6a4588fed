import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { issueDrawer, issueLinks, openIssue } from './drawer';
import { expect, issueRows, openEntity, test } from './portal';

/** The tabs of the plugin's own page, and what is there once they have settled. */
const pageTabs = {
  'my-issues': /SHOP-WEB-/,
  teams: 'Storefront',
  connection: 'Sentry rejects Backstage’s token',
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} mode`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on the card', async ({ page }) => {
      await openEntity(page, 'component:default/shop-web');
      await expect(page.getByText('All issues')).toBeVisible();
      await expectNoFindings(page);
    });

    test('axe finds nothing on the tab', async ({ page }) => {
      await openEntity(page, 'component:default/shop-web', '/sentry');
      await expect(issueRows(page).nth(4)).toBeVisible();
      await expectNoFindings(page);
    });

    test('axe finds nothing on an open issue', async ({ page }) => {
      await openEntity(page, 'component:default/shop-web', '/sentry');
      await openIssue(page, issueLinks(page).first());
      await expectNoFindings(page, '[role="dialog"]');
    });

    test('axe finds nothing on events without a stack trace of their own', async ({
      page,
    }) => {
      await openEntity(page, 'component:default/every-event', '/sentry');
      for (const title of ['N+1 Query', "Blocked 'script'", 'TypeError']) {
        await openIssue(
          page,
          issueLinks(page).filter({ hasText: title }).first(),
        );
        await expectNoFindings(page, '[role="dialog"]');
        await page.keyboard.press('Escape');
        await expect(issueDrawer(page)).toBeHidden();
      }
    });

    test('axe finds nothing on an issue that is not there', async ({
      page,
    }) => {
      await openEntity(
        page,
        'component:default/shop-web',
        '/sentry?issue=SHOP-WEB-ZZZZ',
      );
      await expect(issueDrawer(page).getByRole('alert')).toBeVisible();
      await expectNoFindings(page, '[role="dialog"]');
    });

    test('axe finds nothing on what is seen of several components', async ({
      page,
    }) => {
      await openEntity(page, 'system:default/fleet', '/sentry');
      await expect(issueRows(page).nth(4)).toBeVisible();
      await page.getByRole('button', { name: 'Show all' }).click();
      await expectNoFindings(page);
    });

    for (const [tab, until] of Object.entries(pageTabs)) {
      test(`axe finds nothing on the tab ${tab} of the page`, async ({
        pageOf,
      }) => {
        const page = await pageOf('reader');
        await page.goto(`/sentry/${tab}`);
        await expect(page.getByText(until).first()).toBeVisible();
        await expectNoFindings(page);
      });
    }

    test('axe finds nothing on a problem', async ({ page }) => {
      await openEntity(page, 'component:default/broken-annotation', '/sentry');
      await expect(
        page.getByText('sentry.io/project-slug').first(),
      ).toBeVisible();
      await expectNoFindings(page);
    });
  });
}

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 360, height: 780 } });

  for (const tab of ['', '/sentry']) {
    test(`the page ${tab || '/'} does not scroll sideways`, async ({
      page,
    }) => {
      await openEntity(page, 'component:default/shop-web', tab);
      await expect(page.getByText('TypeError').first()).toBeVisible();
      const sideways = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      expect(sideways).toBe(0);
    });
  }
});

/** Looks at what the plugin has put on the page, or at that part of it. */
async function expectNoFindings(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page })
    // Backstage's own frame: its heading stands outside of every landmark, and its
    // tabs speak of panels that only the one that is shown has.
    .disableRules(['region', 'landmark-one-main', 'page-has-heading-one']);
  const { violations } = await (
    part
      ? axe.include(part)
      : axe.exclude('header, nav, [role="tablist"], [class*="Sidebar"]')
  ).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual(
    [],
  );
}
