import type { Page } from '@playwright/test';
import { plantedSecrets } from '../backend/plantedSecrets';
import { issueDrawer, issueLinks, openIssue, untilLoaded } from './drawer';
import { type Emulator, expect, openEntity, test } from './portal';

/** What is shown of an event, by what its issue is called. */
const shownOf: Record<string, string[]> = {
  'The article could not be reserved': [
    'Caused by',
    'StockError',
    'The stock is unknown',
    'TypeError',
    'socket hang up',
    'throw new CartError',
  ],
  'Failed to fetch': ['loadCart', 'https://shop.example/static/cart.js:10:15'],
  't is not a function': ['These frames are minified', 'app.4f2a91.min.js'],
  'The catalogue is older than one hour': ['Warning', 'sentry.javascript.node'],
  "Blocked 'script'": [
    'Blocked by the content security policy',
    'https://widgets.example/widget.js',
    'script-src-elem',
    'Enforced',
  ],
  'N+1 Query': ['SELECT price FROM articles WHERE id = ?'],
};

/** Of which there are four, which differ in what came with them. */
const cartError = 'At least one of an article';

test('every kind of event is shown with what it says, and without what is dropped', async ({
  page,
  emulator,
}) => {
  const answers = recordAnswers(page);
  await openEntity(page, 'component:default/every-event', '/sentry');
  await expect(issueLinks(page)).toHaveCount(10);
  const markup = [await page.content()];
  const texts: string[] = [];

  await openIssue(page, issueLinks(page).first());
  for (let index = 1; index <= 10; index += 1) {
    await expect(
      issueDrawer(page).getByText(`${index} of 10`, { exact: true }),
    ).toBeVisible();
    await untilLoaded(page);
    texts.push(await issueDrawer(page).innerText());
    markup.push(await page.content());
    await page.keyboard.press('j');
  }

  // Source lines further down may have the words of other issues.
  const called = (title: string) =>
    texts.filter(text => text.split('Users hit')[0].includes(title));
  for (const [title, parts] of Object.entries(shownOf)) {
    const [text] = called(title);
    for (const part of parts) {
      expect(text).toContain(part);
    }
  }
  const cartErrors = called(cartError);
  const count = (part: string) =>
    cartErrors.filter(text => text.includes(part)).length;
  expect(cartErrors).toHaveLength(4);
  expect(count('throw new CartError')).toBe(3);
  expect(count('No stack trace available')).toBe(1);
  expect(count('POST https://shop.example/login')).toBe(1);

  // What is looked for is really there, at Sentry.
  const atSentry = await everyEvent(emulator);
  const received = await answers();
  expect(received.length).toBeGreaterThan(10);
  for (const [field, secret] of Object.entries(plantedSecrets)) {
    for (const part of secret.split(':')) {
      expect({
        field,
        atSentry: atSentry.includes(part),
        inAnswers: received.some(text => text.includes(part)),
        onPage: markup.some(text => text.includes(part)),
      }).toEqual({ field, atSentry: true, inAnswers: false, onPage: false });
    }
  }
});

/** Records what the portal's backend answers the page about Sentry from now on. */
function recordAnswers(page: Page): () => Promise<string[]> {
  const texts: Promise<string>[] = [];
  page.on('response', response => {
    if (new URL(response.url()).pathname.startsWith('/api/sentry/')) {
      // One that the page did not wait for has no text.
      texts.push(response.text().catch(() => ''));
    }
  });
  return () => Promise.all(texts);
}

async function everyEvent(emulator: Emulator): Promise<string> {
  const issues: { id: string }[] = await emulator.get(
    'organizations/acme/issues/?project=14&query=',
  );
  const events = await Promise.all(
    issues.map(({ id }) =>
      emulator.get(`organizations/acme/issues/${id}/events/latest/`),
    ),
  );
  return JSON.stringify(events);
}
