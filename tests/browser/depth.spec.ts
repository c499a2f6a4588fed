import type { Page } from '@playwright/test';
import { issueDrawer, issueLinks, openIssue } from './drawer';
import { askAsGuest, expect, openEntity, openList, test } from './portal';

const component = 'component:default/shop-web';

test('a comment that is written in the drawer is in the activity, and in Sentry', async ({
  page,
  emulator,
}) => {
  await openList(page, component);
  const link = issueLinks(page).nth(2);
  const id = await link.getAttribute('data-sentry-issue');
  await openIssue(page, link);
  const drawer = issueDrawer(page);
  const box = drawer.getByRole('textbox', { name: 'Comment' });
  await box.scrollIntoViewIfNeeded();
  await box.fill('Caused by the **cart**');
  await drawer.getByRole('button', { name: 'Add comment' }).click();
  await expect(drawer.getByText('The comment was added.')).toBeVisible();
  await expect(drawer.getByText('Caused by the **cart**')).toHaveCount(1);
  await expect(box).toHaveValue('');
  const { activity } = await emulator.get(`organizations/acme/issues/${id}/`);
  expect(JSON.stringify(activity)).toContain('Caused by the **cart**');
});

test('who may change no issue has no box for comments, and starts no analysis', async ({
  pageOf,
}) => {
  const page = await pageOf('reader');
  await openList(page, component);
  await openIssue(page, issueLinks(page).nth(2));
  const drawer = issueDrawer(page);
  await drawer
    .getByRole('heading', { name: 'Activity' })
    .scrollIntoViewIfNeeded();
  await expect(drawer.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await expect(drawer.getByRole('textbox', { name: 'Comment' })).toHaveCount(0);
  await expect(
    drawer.getByRole('button', { name: 'Start analysis' }),
  ).toHaveCount(0);
});

test('the card says which jobs fail and that no one is alerted, and leads to where that is mended', async ({
  page,
}) => {
  const card = page.getByRole('group', { name: 'Sentry', exact: true });
  await openEntity(page, component);
  await expect(
    card.getByRole('link', { name: /monitor failing: Import the catalogue/ }),
  ).toHaveAttribute(
    'href',
    /\/organizations\/acme\/.*\/shop-web\/import-the-catalogue\//,
  );
  await openEntity(page, 'component:default/invoices');
  await expect(
    card.getByRole('link', { name: /No alerts set up/ }),
  ).toHaveAttribute('href', /monitors\/alerts\/new\/\?project=13$/);
});

test('an analysis asks before it starts, and says what it costs', async ({
  page,
  emulator,
}) => {
  await openList(page, component);
  await openIssue(page, issueLinks(page).nth(3));
  const drawer = issueDrawer(page);
  const start = drawer.getByRole('button', { name: 'Start analysis' });
  const started = async () =>
    (await emulator.requests()).filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/autofix/'),
    );
  await drawer
    .getByRole('heading', { name: 'Activity' })
    .scrollIntoViewIfNeeded();
  await start.scrollIntoViewIfNeeded();
  await emulator.forget();
  await start.click();
  await expect(page.getByText(/counts against .* Seer quota/)).toBeVisible();
  expect(await started()).toEqual([]);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(drawer.getByText('Seer is analyzing this issue…')).toBeVisible();
  expect(await started()).toHaveLength(1);
});

test('the newest releases are shown each in detail, and two of them side by side', async ({
  page,
}) => {
  await openEntity(page, component, '/sentry?release=');
  const view = page.getByRole('dialog', { name: 'Releases' });
  const newest = view.getByRole('region', { name: 'Newest releases' });
  await expect(newest.getByText('crash-free sessions').first()).toBeVisible();
  await view
    .getByRole('button', { name: /^Compare / })
    .first()
    .click();
  await expect(page).toHaveURL(/compareWith=/);
  await expect(view.getByRole('columnheader')).toHaveCount(3);
});

test('a search finds the issues of an entity, and nothing of them for who may not read it', async ({
  baseURL,
  page,
  pageOf,
}) => {
  const find = async (of: Page) => {
    await of.goto('/search?query=shop-web&types[]=sentry-issue');
  };
  const ask = await askAsGuest(baseURL);
  await ask(
    'search/.backstage/scheduler/v1/tasks/search_index_sentry_issue/trigger',
    { method: 'POST' },
  );
  await expect(async () => {
    const found = await ask('search/query?term=SHOP-WEB&types[0]=sentry-issue');
    expect((await found.json()).results.length).toBeGreaterThan(0);
  }).toPass();
  const results = page.getByRole('listitem').filter({ hasText: /SHOP-WEB-/ });
  await find(page);
  await expect(results.first()).toBeVisible();
  const stranger = await pageOf('stranger');
  await find(stranger);
  await expect(stranger.getByText(/no results/i)).toBeVisible();
  await expect(stranger.getByText(/SHOP-WEB-/)).toHaveCount(0);
});
