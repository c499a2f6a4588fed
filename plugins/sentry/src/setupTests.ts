import '@testing-library/jest-dom';
import 'jest-axe/extend-expect';
import { configure } from '@testing-library/react';

// What is awaited comes at its own pace: on a busy machine a page takes seconds.
configure({ asyncUtilTimeout: 20_000 });

// A wide window: without this, components render as on a phone.
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string) => ({
    matches: query.includes('min-width'),
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  }),
});

// Queries by role ask for the style of every element that they pass, and jsdom
// computes a whole one each time: a third of these tests' time. CSS modules are
// not loaded in Jest, so the tag, `hidden` and inline styles decide.
const inlineTags =
  /^(?:a|abbr|b|bdi|code|em|i|img|kbd|label|mark|small|span|strong|sub|sup|svg|time)$/i;
const styleOf = (display: string) => {
  const { style } = document.createElement('span');
  style.display = display;
  return style;
};
const [none, inline, block] = ['none', 'inline', 'block'].map(styleOf);

window.getComputedStyle = element => {
  if (element.hasAttribute('hidden')) return none;
  const usual = inlineTags.test(element.tagName) ? inline : block;
  const own = element.getAttribute('style');
  if (!own) return usual;
  const style = styleOf(usual.display);
  style.cssText += own;
  return style;
};
