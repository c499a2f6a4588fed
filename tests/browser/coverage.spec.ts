import AxeBuilder from '@axe-core/playwright';
import { askAsGuest, expect, test } from './portal';

const name = 'lab-rat';
const project = 'acme-labs/prototype';

/** The file of the component in its repository, as its author left it. */
function catalogInfo(annotations = ''): string {
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${name}`,
    '  annotations:',
    '    backstage.io/source-location: url:https://github.com/example/prototype/tree/main/',
    ...(annotations ? [annotations] : []),
    'spec:',
    '  type: service',
    '  lifecycle: experimental',
    '  owner: group:default/experiments',
    '',
  ].join('\n');
}

test('a component without an annotation gets one suggested by its repository, and is matched once it is added', async ({
  page,
  baseURL,
}) => {
  const file = `${process.env.TEST_CATALOG_URL}/files/${name}/catalog-info.yaml`;
  const write = (body: string) => fetch(file, { method: 'PUT', body });
  const ask = await askAsGuest(baseURL);
  const post = (path: string, body?: object) =>
    ask(path, { method: 'POST', body: JSON.stringify(body ?? {}) });
  /** Compares, until the page shows what is looked for. */
  const compareUntil = (seen: () => Promise<void>) =>
    expect(async () => {
      await post(
        'sentry/.backstage/scheduler/v1/tasks/sentry-coverage/trigger',
      );
      await page.goto('/sentry/coverage');
      await seen();
    }).toPass();
  const row = page.getByRole('listitem').filter({ hasText: name });

  await write(catalogInfo());
  const registered = await post('catalog/locations', {
    type: 'url',
    target: file,
  });
  expect(registered.status).toBe(201);
  await compareUntil(() => expect(row).toBeVisible({ timeout: 5_000 }));
  await expect(row).toContainText('its code is in this repository');
  await expect(row.getByRole('link', { name: 'prototype' })).toHaveAttribute(
    'href',
    /acme-labs/,
  );
  const { violations } = await new AxeBuilder({ page })
    .include('[aria-label="Coverage"]')
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const snippet = await row.locator('pre').innerText();
  const line = snippet.split('\n').find(one => one.includes('project-slug'));
  expect(line?.trim()).toBe(`sentry.io/project-slug: ${project}`);
  await write(catalogInfo(line));
  await post('catalog/refresh', { entityRef: `component:default/${name}` });
  await compareUntil(async () => {
    await page
      .getByRole('button', { name: /^Matched/ })
      .click({ timeout: 5_000 });
    // By name, it is behind the fleet.
    await page
      .getByRole('button', { name: 'Next page' })
      .click({ timeout: 5_000 });
    await expect(row).toContainText('prototype', { timeout: 5_000 });
  });
});
