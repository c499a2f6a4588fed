import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { issueLinks, untilLoaded } from './drawer';
import { expect, openEntity, test } from './portal';

// Portals with a Material UI theme of their own, and none for Backstage UI.

const paper = {
  'meadow-light': 'rgb(255, 254, 248)',
  'meadow-dark': 'rgb(26, 39, 29)',
  'ledger-light': 'rgb(255, 255, 255)',
  'ledger-dark': 'rgb(46, 52, 64)',
  'sunset-light': 'rgb(255, 255, 255)',
  'sunset-dark': 'rgb(37, 20, 58)',
};

for (const [theme, ground] of Object.entries(paper)) {
  test(`card, tab and drawer follow the theme ${theme}, and can be read`, async ({
    page,
  }) => {
    await chooseTheme(page, theme);
    await openEntity(page, 'component:default/shop-web');
    await expect(page.getByText(/^All \d+ issues/)).toBeVisible();
    const card = page.locator('[data-sentry-theme] .bui-Card').first();
    await expect(card).toHaveCSS('background-color', ground);
    await expectReadable(page, '[data-sentry-theme]');

    await openEntity(page, 'component:default/shop-web', '/sentry');
    await issueLinks(page).first().click();
    await untilLoaded(page);
    await expectReadable(page, '[role="dialog"]');
  });
}

test('tokens that the portal’s own CSS sets stay as they are', async ({
  page,
}) => {
  await chooseTheme(page, 'meadow-light');
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => {
      const style = document.head.appendChild(document.createElement('style'));
      style.textContent =
        "[data-theme-mode='light'] { --bui-bg-neutral-1: rgb(1, 2, 3) }";
    }),
  );
  await openEntity(page, 'component:default/shop-web');
  const card = page.locator('[data-sentry-theme] .bui-Card').first();
  await expect(card).toHaveCSS('background-color', 'rgb(1, 2, 3)');
  await expect(card).toHaveCSS('border-radius', '20px');
});

async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.addInitScript(id => localStorage.setItem('theme', id), theme);
}

async function expectReadable(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withRules('color-contrast')
    .analyze();
  expect(
    violations.flatMap(({ nodes }) =>
      nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    ),
  ).toEqual([]);
}
