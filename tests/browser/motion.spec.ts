import type { Page } from '@playwright/test';
import { issueDrawer, issueLinks, untilLoaded } from './drawer';
import { expect, hold, openEntity, test } from './portal';

// What moves of its own accord in what this plugin puts on a page, from the first frame
// to the last: the card and the tab while they load, a list that is sorted
// anew, and an issue that comes in and goes.

const component = 'component:default/shop-web';
const answers = '**/api/sentry/entities/**';

declare global {
  interface Window {
    seenMotions?: string[];
  }
}

test('nothing moves for who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await motionsOfJourney(page)).toEqual([]);
});

test('what loads pulses or fades, and an issue slides in, for everybody else', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const motions = await motionsOfJourney(page);
  expect(motions).toContainEqual(
    expect.stringContaining('data-sentry-skeleton'),
  );
  expect(motions).toContainEqual(expect.stringMatching(/bui-Dialog\b/));
});

/** All animations and transitions that were seen, and what classes their elements have. */
async function motionsOfJourney(page: Page): Promise<string[]> {
  await page.addInitScript(watchMotions);
  const seen: string[] = [];
  const bones = page.locator('[data-keeps-focus] [data-sentry-skeleton]');

  let answer = await hold(page, answers);
  await openEntity(page, component);
  await expect(bones.first()).toBeVisible();
  await twoFrames(page);
  answer();
  await expect(issueLinks(page).first()).toBeVisible();
  await expect(bones).toHaveCount(0);
  seen.push(...(await motions(page)));

  answer = await hold(page, answers);
  await openEntity(page, component, '/sentry');
  await expect(bones.first()).toBeVisible();
  await twoFrames(page);
  answer();
  await expect(issueLinks(page).first()).toBeVisible();
  await expect(bones).toHaveCount(0);

  const table = page.getByRole('grid');
  answer = await hold(page, answers);
  await page.getByRole('columnheader', { name: 'Events' }).click();
  await expect(table).toHaveAttribute('data-stale', 'true');
  await twoFrames(page);
  answer();
  await expect(table).toHaveAttribute('data-stale', 'false');

  answer = await hold(page, answers);
  await issueLinks(page).first().click();
  await expect(
    issueDrawer(page).locator('[data-sentry-skeleton]').first(),
  ).toBeVisible();
  await twoFrames(page);
  answer();
  await untilLoaded(page);
  await page.keyboard.press('Escape');
  await expect(issueDrawer(page)).toHaveCount(0);
  seen.push(...(await motions(page)));
  return [...new Set(seen)];
}

/** Notes at each frame what is moving in the plugin's own places; runs in the page. */
function watchMotions() {
  const seen: string[] = [];
  window.seenMotions = seen;
  const isOurs = (element: Element) =>
    // The drawer slides around its dialog, over what darkens the page.
    element.closest('[data-keeps-focus], [role=dialog]') ??
    (element !== document.documentElement &&
      element.querySelector(
        ':scope > [role=dialog], :scope > * > [role=dialog]',
      ));
  const look = () => {
    for (const animation of document.getAnimations()) {
      const { effect, timeline, playState } = animation;
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      const name =
        animation instanceof CSSAnimation
          ? animation.animationName
          : `transition of ${animation instanceof CSSTransition ? animation.transitionProperty : animation.id}`;
      // Shadows that follow how far somebody has scrolled are no motion of their own.
      const isTimed = timeline instanceof DocumentTimeline;
      if (target && isTimed && playState === 'running' && isOurs(target)) {
        const marks = target.getAttributeNames().join(' ');
        seen.push(`${name}: ${target.getAttribute('class')} ${marks}`);
      }
    }
    requestAnimationFrame(look);
  };
  look();
}

function motions(page: Page): Promise<string[]> {
  return page.evaluate(() => [...new Set(window.seenMotions)]);
}

/** After these, what is to be seen has been looked at. */
async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>(resolve => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}
