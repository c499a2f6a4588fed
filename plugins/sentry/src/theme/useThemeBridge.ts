import { type Theme, useTheme } from '@material-ui/core/styles';
import { useLayoutEffect } from 'react';
import { type Tokens, tokensOf } from './tokens';

/** The attribute of elements around what this plugin shows. */
export const themed = { 'data-sentry-theme': true } as const;

// What opens over the page is at its end, outside of what opened it.
const overlays = [
  '.bui-DialogOverlay',
  '.bui-Popover',
  '.bui-MenuPopover',
  '.bui-SelectPopover',
  '.bui-ComboboxPopover',
  '.bui-Tooltip',
];

let followed: { users: number; stop: () => void } | undefined;

/**
 * Has elements with {@link themed} look as the portal's Material UI theme does: in a portal
 * that has not brought its theme to Backstage UI, whose tokens are CSS variables. Those that
 * the portal's own CSS sets stay as they are.
 */
export function useThemeBridge(): void {
  const theme = useTheme();
  useLayoutEffect(() => {
    followed ??= { users: 0, stop: follow(theme) };
    const entry = followed;
    entry.users += 1;
    return () => {
      entry.users -= 1;
      if (entry.users === 0) {
        entry.stop();
        followed = undefined;
      }
    };
  }, [theme]);
}

function follow(theme: Theme): () => void {
  const tokens = readTokens(theme);
  if (Object.keys(tokens).length === 0) {
    return () => {};
  }
  const sheet = document.head.appendChild(document.createElement('style'));
  const write = () => {
    const values = withoutPortals(tokens, sheet);
    sheet.textContent = rule(`[data-sentry-theme], ${overlays}`, values);
  };
  write();
  // The provider of a theme names it on the body only once all below it is there.
  const observer = new MutationObserver(write);
  observer.observe(document.body, { attributeFilter: ['data-theme-name'] });
  return () => {
    observer.disconnect();
    sheet.remove();
  };
}

function readTokens(theme: Theme): Tokens {
  try {
    return tokensOf(theme);
  } catch {
    // Colours that Material UI can't calculate with, such as CSS variables.
    return {};
  }
}

/**
 * The tokens that the portal's CSS leaves to Backstage UI, which sets them in its lowest
 * layer: in a layer above, they can be taken away, unlike those of the portal.
 */
function withoutPortals(tokens: Tokens, sheet: HTMLStyleElement): Tokens {
  const nothing = Object.keys(tokens).map(name => [name, 'initial'] as const);
  const away = rule(':root, [data-theme-mode]', Object.fromEntries(nothing));
  sheet.textContent = `@layer utilities { ${away} }`;
  const style = getComputedStyle(document.body);
  return Object.fromEntries(
    Object.entries(tokens).filter(([name]) => !style.getPropertyValue(name)),
  );
}

function rule(selector: string, tokens: Tokens): string {
  const lines = Object.entries(tokens).map(entry => entry.join(': '));
  return `${selector} { ${lines.join('; ')} }`;
}
