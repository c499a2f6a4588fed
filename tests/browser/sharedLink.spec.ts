import type { Page } from '@playwright/test';
import { issueDrawer, issueLinks, openIssue, untilLoaded } from './drawer';
import { expect, openEntity, searchFor, test } from './portal';

const query = 'is:unresolved is:regressed';

test('a link to a filtered list with an open issue shows somebody else the same', async ({
  page,
  pageOf,
}) => {
  await openFiltered(page);
  await openIssue(page, issueLinks(page).nth(1));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await issueDrawer(page)
    .getByRole('button', { name: 'Copy the link to this issue' })
    .click();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const colleague = await pageOf('reader');
  await colleague.goto(link);
  await untilLoaded(colleague);
  await expect(issueDrawer(colleague).getByText('2 of ')).toBeVisible();
  expect(await headings(colleague)).toEqual(await headings(page));
  expect(await issuesOf(colleague)).toEqual(await issuesOf(page));

  // There is nothing to go back to; the list stays as it was shared.
  await colleague.keyboard.press('Escape');
  await expect(issueDrawer(colleague)).toHaveCount(0);
  expect(searchOf(colleague)).toEqual({ query, issue: null });
  expect(await issuesOf(colleague)).toEqual(await issuesOf(page));
});

test('an open issue is left by Escape and by Back, and by j and k for its neighbours', async ({
  page,
}) => {
  await openFiltered(page);
  const [first, second] = await issuesOf(page);
  await openIssue(page, issueLinks(page).first());
  const { issue } = searchOf(page);

  await page.keyboard.press('j');
  await expect(issueDrawer(page).getByText('2 of ')).toBeVisible();
  expect(searchOf(page).issue).not.toBe(issue);
  await untilLoaded(page);
  await page.keyboard.press('k');
  await expect(issueDrawer(page).getByText('1 of ')).toBeVisible();
  expect(searchOf(page)).toEqual({ query, issue });

  await page.keyboard.press('Escape');
  await expect(issueDrawer(page)).toHaveCount(0);
  await expect(issueLinks(page).first()).toBeFocused();
  expect(searchOf(page)).toEqual({ query, issue: null });

  // However many issues were looked at, they are one step of the way.
  await openIssue(page, issueLinks(page).first());
  await page.keyboard.press('j');
  await expect(issueDrawer(page).getByText('2 of ')).toBeVisible();
  await page.goBack();
  await expect(issueDrawer(page)).toHaveCount(0);
  expect(searchOf(page)).toEqual({ query, issue: null });
  expect((await issuesOf(page)).slice(0, 2)).toEqual([first, second]);
});

async function openFiltered(page: Page): Promise<void> {
  await openEntity(page, 'component:default/shop-web', '/sentry');
  await expect(issueLinks(page)).toHaveCount(25);
  await searchFor(page, query);
  await expect(issueLinks(page).nth(24)).toBeHidden();
  await expect(issueLinks(page).nth(2)).toBeVisible();
}

/** Ids of the issues of the list, in its order. */
function issuesOf(page: Page): Promise<(string | null)[]> {
  return issueLinks(page).evaluateAll(links =>
    links.map(link => link.getAttribute('data-sentry-issue')),
  );
}

function headings(page: Page): Promise<string[]> {
  return issueDrawer(page).getByRole('heading').allInnerTexts();
}

function searchOf(page: Page) {
  const { searchParams } = new URL(page.url());
  return {
    query: searchParams.get('query'),
    issue: searchParams.get('issue'),
  };
}
