import type { Page } from '@playwright/test';
import { issueDrawer, issueLinks, openIssue } from './drawer';
import { expect, openEntity, openList, test } from './portal';

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
  ).toHaveAttribute('href', /\/organizations\/acme\/.*monitors\//);
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
  await expect(view.getByText('crash-free sessions')).toBeVisible();
  await view
    .getByRole('button', { name: /^Compare / })
    .first()
    .click();
  await expect(page).toHaveURL(/compareWith=/);
  await expect(view.getByRole('columnheader')).toHaveCount(3);
});

/** Runs a scheduled task now, and asks until that is so. */
async function afterTask(
  baseURL: string | undefined,
  task: string,
  seen: (ask: (path: string, body?: object) => Promise<Response>) => unknown,
) {
  const signIn = await fetch(`${baseURL}/api/auth/guest/refresh`);
  const { backstageIdentity } = await signIn.json();
  const ask = (path: string, body?: object) =>
    fetch(`${baseURL}/api/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${backstageIdentity.token}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const [plugin, id] = task.split(':');
  await ask(`${plugin}/.backstage/scheduler/v1/tasks/${id}/trigger`, {});
  await expect(async () => seen(ask)).toPass();
}

test('a check of Tech Insights fails for what has urgent issues, and passes for what has none', async ({
  baseURL,
}) => {
  await afterTask(baseURL, 'tech-insights:sentry-facts', async ask => {
    const resultOf = async (name: string) => {
      const path = `tech-insights/checks/run/default/component/${name}`;
      const results = await (await ask(path, { checks: [] })).json();
      return results.map((one: { result: boolean }) => one.result);
    };
    expect(await resultOf('shop-web')).toEqual([false]);
    expect(await resultOf('lab-quiet')).toEqual([true]);
  });
});

test('a search finds the issues of an entity, and nothing of them for who may not read it', async ({
  baseURL,
  page,
  pageOf,
}) => {
  const find = async (of: Page) => {
    await of.goto('/search?query=shop-web&types[]=sentry-issue');
  };
  await afterTask(baseURL, 'search:search_index_sentry_issue', async ask => {
    const found = await ask('search/query?term=SHOP-WEB&types[0]=sentry-issue');
    expect((await found.json()).results.length).toBeGreaterThan(0);
  });
  const results = page.getByRole('listitem').filter({ hasText: /SHOP-WEB-/ });
  await find(page);
  await expect(results.first()).toBeVisible();
  const stranger = await pageOf('stranger');
  await find(stranger);
  await expect(stranger.getByText(/no results/i)).toBeVisible();
  await expect(stranger.getByText(/SHOP-WEB-/)).toHaveCount(0);
});
