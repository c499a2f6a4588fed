import {
  type Emulator,
  expect,
  issueRows,
  openEntity,
  openList,
  runFailingProgram,
  searchFor,
  test,
  untilListed,
} from './portal';

test('an error of a program shows up on the page of its component', async ({
  page,
  emulator,
}) => {
  const row = page.getByRole('row', { name: /No umbrellas left/ });
  // None, unless the test is run again.
  const before = await countOf(emulator, 'umbrellas');
  await openList(page, 'component:default/shop-web');
  await expect(row).toHaveCount(before ? 1 : 0);

  await runFailingProgram(await emulator.dsn('acme', 'shop-web'), {
    article: 'umbrellas',
    environment: 'canary',
  });
  const count = row.getByRole('gridcell', {
    name: `${before + 3}`,
    exact: true,
  });
  // The list that was shown is good for some seconds, which a program may not take.
  await expect(async () => {
    await page.reload();
    await untilListed(page);
    expect(await count.count()).toBe(1);
  }).toPass();
  await expect(row).toContainText('OutOfStockError');
  await expect(row).toContainText('No umbrellas left for order 3');

  await expect(async () => {
    // The list of environments is fetched anew in the background: another visit has it.
    await page.reload();
    await page.getByRole('button', { name: /Environment/ }).click();
    await expect(page.getByRole('listbox')).toBeVisible();
    const canary = page.getByRole('option', { name: 'canary' });
    expect(await canary.count()).toBe(1);
    await canary.click();
  }).toPass();
  await expect(page.getByText('1 issue').first()).toBeVisible();
  await expect(row).toBeVisible();

  await openEntity(page, 'component:default/shop-web');
  await expect(
    page.getByRole('link', { name: /Open in Sentry/ }),
  ).toHaveAttribute('href', /\/organizations\/acme\/issues\/\?project=11/);
});

test('filters, order and pages are what Sentry is asked for', async ({
  page,
  pageOf,
  emulator,
}) => {
  await openEntity(page, 'component:default/shop-web', '/sentry');
  const rows = issueRows(page);
  await expect(rows).toHaveCount(25);
  const last = async () => (await emulator.issueQueries()).at(-1);

  await emulator.forget();
  await searchFor(page, 'is:unresolved level:fatal');
  await expect
    .poll(async () => (await last())?.get('query'))
    .toBe('is:unresolved level:fatal');
  expect(new URL(page.url()).searchParams.get('query')).toBe(
    'is:unresolved level:fatal',
  );

  await page.getByRole('button', { name: /Period/ }).click();
  await page.getByRole('option', { name: 'Last 24 hours' }).click();
  await expect.poll(async () => (await last())?.get('statsPeriod')).toBe('24h');

  await openEntity(page, 'component:default/shop-web', '/sentry');
  await page.getByRole('columnheader', { name: 'Events' }).click();
  await expect.poll(async () => (await last())?.get('sort')).toBe('freq');

  await emulator.forget();
  const first = rows.first().getByRole('rowheader');
  const onFirstPage = (await first.textContent()) ?? '';
  await page.getByRole('button', { name: /next/i }).click();
  await expect.poll(async () => (await last())?.get('cursor')).toBeTruthy();
  await expect(first).not.toHaveText(onFirstPage);
  await expect(rows).toHaveCount(25);
  // The button stands at the end of the list, what comes begins at its top.
  await expect(first).toBeInViewport();

  // What is in the address is what a colleague sees.
  const colleague = await pageOf('reader');
  await colleague.goto(page.url());
  const theirs = issueRows(colleague).first().getByRole('rowheader');
  await expect(async () => {
    expect(await theirs.textContent()).toBe(await first.textContent());
  }).toPass();
});

test('two projects of one component are one list and one question', async ({
  page,
  emulator,
}) => {
  await openEntity(page, 'component:default/checkout', '/sentry');
  await expect(
    page.getByRole('columnheader', { name: 'Project' }),
  ).toBeVisible();
  await emulator.forget();
  await page.getByRole('button', { name: /Period/ }).click();
  await page.getByRole('option', { name: 'Last 30 days' }).click();
  const periods = async () =>
    (await emulator.issueQueries()).map(asked => asked.get('statsPeriod'));
  await expect.poll(periods).toContain('30d');
  // A list that is getting old may be asked for anew, but never project by project.
  for (const asked of await emulator.issueQueries()) {
    expect(asked.getAll('project').sort()).toEqual(['12', '13']);
  }
});

/** How many events the issue with that word has at Sentry. */
async function countOf(emulator: Emulator, word: string): Promise<number> {
  const [issue] = await emulator.get(
    `organizations/acme/issues/?project=11&query=${word}`,
  );
  return Number(issue?.count ?? 0);
}
