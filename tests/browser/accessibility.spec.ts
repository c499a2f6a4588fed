import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, issueRows, openEntity, test } from './portal';

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

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Backstage's own frame: its heading stands outside of every landmark.
    .disableRules(['region', 'landmark-one-main', 'page-has-heading-one'])
    .exclude('header, nav, [class*="Sidebar"]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual(
    [],
  );
}
