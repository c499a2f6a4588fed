import {
  createTheme,
  getContrastRatio,
  type ThemeOptions,
} from '@material-ui/core/styles';
import { palettes } from '@backstage/theme';
import { tokensOf } from './tokens';

const fontFamily = '"Helvetica Neue", Helvetica, Roboto, Arial, sans-serif';

/** The tokens for a theme that differs in these from Backstage's own. */
function tokensFor(
  variant: 'light' | 'dark',
  { palette, ...rest }: ThemeOptions = {},
) {
  return tokensOf(
    createTheme({
      typography: { fontFamily },
      palette: { ...palettes[variant], ...palette },
      ...rest,
    }),
  );
}

describe('tokensOf', () => {
  it('leaves Backstage’s own themes, and none of Backstage’s, to Backstage UI', () => {
    expect(tokensFor('light')).toEqual({});
    expect(tokensFor('dark')).toEqual({});
    expect(tokensOf(createTheme())).toEqual({});
  });

  it('takes type and radius from a theme whose colours are Backstage’s', () => {
    const square = { MuiPaper: { rounded: { borderRadius: 0 } } };
    expect(
      tokensFor('light', {
        typography: { fontFamily: 'Georgia' },
        overrides: square,
      }),
    ).toEqual({
      '--bui-font-regular': 'Georgia',
      '--bui-radius-1': '0px',
      '--bui-radius-2': '0px',
      '--bui-radius-3': '0px',
      '--bui-radius-4': '0px',
      '--bui-radius-5': '0px',
      '--bui-radius-6': '0px',
    });
    expect(tokensFor('dark', { shape: { borderRadius: 12 } })).toMatchObject({
      '--bui-radius-2': '12px',
      '--bui-radius-3': '16px',
    });
  });

  it.each([
    ['light', '#ffc400', '#ffffff', '#8a94a6'],
    ['light', 'hsl(0, 0%, 93%)', 'rgba(255, 255, 255, 0.9)', 'rgba(0,0,0,0.3)'],
    ['dark', '#5e2750', '#2c001e', '#77216f'],
  ] as const)(
    'keeps what is written readable in %s with %s on %s',
    (variant, main, paper, secondary) => {
      const tokens = tokensFor(variant, {
        palette: {
          primary: { main },
          background: { default: paper, paper },
          text: { primary: secondary, secondary },
          error: { main },
        },
      });
      const ratio = (text: string, ground: string) =>
        getContrastRatio(tokens[`--bui-${text}`], tokens[`--bui-${ground}`]);
      for (const ground of ['bg-app', 'bg-neutral-1', 'bg-neutral-2']) {
        expect(ratio('fg-primary', ground)).toBeGreaterThan(4.5);
        expect(ratio('fg-secondary', ground)).toBeGreaterThanOrEqual(4.5);
        expect(ratio('negative-fg-subdued', ground)).toBeGreaterThanOrEqual(
          4.5,
        );
      }
      expect(ratio('accent-fg', 'accent-bg')).toBeGreaterThanOrEqual(4.5);
      expect(ratio('negative-fg', 'negative-bg')).toBeGreaterThanOrEqual(4.5);
    },
  );
});
