import {
  darken,
  decomposeColor,
  getContrastRatio,
  hslToRgb,
  lighten,
  type Theme,
} from '@material-ui/core/styles';

/** Values of Backstage UI's tokens, such as `--bui-bg-app`. */
export type Tokens = Record<string, string>;

/** What Backstage's own themes have, which Backstage UI's tokens match already. */
const builtIn = {
  light: ['#1F5493', '#F8F8F8', '#FFFFFF', 'rgba(0, 0, 0, 0.87)'],
  dark: ['#9CC9FF', '#333333', '#424242', '#fff'],
  fontFamily: '"Helvetica Neue", Helvetica, Roboto, Arial, sans-serif',
  radius: 4,
};

/** Material UI's own colours of what is wrong or right: those a portal has not chosen. */
const unchosen = ['#f44336', '#ff9800', '#4caf50', '#2196f3'];

/** The tokens in which a theme differs from Backstage's own; empty for other than its themes. */
export function tokensOf(theme: Theme): Tokens {
  const { palette, typography } = theme;
  if (!('navigation' in palette)) {
    return {};
  }
  const { primary, background, text, type } = palette;
  const seen = [primary.main, background.default, background.paper];
  const isOwnPalette = [...seen, text.primary].some(
    (colour, index) => colour !== builtIn[type][index],
  );
  const { fontFamily = builtIn.fontFamily } = typography;
  const radius = radiusOf(theme);
  return {
    ...(isOwnPalette && coloursOf(palette)),
    ...(fontFamily !== builtIn.fontFamily && {
      '--bui-font-regular': fontFamily,
    }),
    ...(radius >= 0 && radius !== builtIn.radius && radiiOf(radius)),
  };
}

function coloursOf(palette: Theme['palette']): Tokens {
  const isDark = palette.type === 'dark';
  const app = opaque(palette.background.default, isDark ? '#000' : '#fff');
  const paper = opaque(palette.background.paper, app);
  const raise = (by: number) =>
    isDark ? lighten(paper, by) : darken(paper, by);
  // A pointer that rests on a row shades it.
  const grounds = [app, paper, raise(isDark ? 0.14 : 0.06)];
  const primary = opaque(palette.primary.main, paper);
  // Much of what is written is this in a paler shade.
  const text = readable(opaque(palette.text.primary, paper), [app, paper], 10);
  const secondary = readable(opaque(palette.text.secondary, paper), grounds);
  return {
    '--bui-bg-app': app,
    '--bui-bg-neutral-1': paper,
    '--bui-bg-neutral-2': raise(isDark ? 0.07 : 0.03),
    '--bui-bg-neutral-3': isDark ? raise(0.12) : paper,
    '--bui-bg-neutral-4': raise(isDark ? 0.17 : 0.03),
    '--bui-fg-primary': text,
    '--bui-fg-secondary': secondary,
    '--bui-fg-disabled': opaque(palette.text.disabled, paper),
    '--bui-border-1': opaque(palette.divider, paper),
    '--bui-border-2': readable(secondary, grounds, 3),
    '--bui-ring': readable(primary, grounds, 3),
    '--bui-accent-bg': primary,
    '--bui-accent-bg-hover': isDark
      ? lighten(primary, 0.15)
      : darken(primary, 0.15),
    '--bui-accent-fg': textOn(primary, palette.primary.contrastText),
    ...statusOf('negative', palette.error.main, grounds),
    ...statusOf('warning', palette.warning.main, grounds),
    ...statusOf('positive', palette.success.main, grounds),
    ...statusOf('announcement', palette.info.main, grounds),
  };
}

function statusOf(name: string, main: string, grounds: string[]): Tokens {
  if (unchosen.includes(main)) {
    return {};
  }
  const [, paper] = grounds;
  const subdued = mix(main, paper, 0.15);
  return {
    [`--bui-${name}-bg`]: main,
    [`--bui-${name}-fg`]: textOn(main, '#fff'),
    [`--bui-${name}-bg-subdued`]: subdued,
    [`--bui-${name}-fg-subdued`]: readable(main, [...grounds, subdued]),
    [`--bui-${name}-border`]: mix(main, paper, 0.5),
  };
}

/** Backstage's unified themes have it among the overrides of a component only. */
function radiusOf({ overrides, shape }: Theme): number {
  const paper: { borderRadius?: unknown } = Object(
    overrides?.MuiPaper?.rounded,
  );
  return Number(paper.borderRadius ?? shape.borderRadius);
}

/** Like Backstage UI's, which has four pixels for what has Material UI's radius. */
function radiiOf(radius: number): Tokens {
  const wider = (times: number) =>
    `${Math.min(radius * times, radius + 4 * (times - 1))}px`;
  return {
    '--bui-radius-1': `${radius / 2}px`,
    '--bui-radius-2': `${radius}px`,
    '--bui-radius-3': wider(2),
    '--bui-radius-4': wider(3),
    '--bui-radius-5': wider(4),
    '--bui-radius-6': wider(5),
  };
}

/** The colour, or as much darker or lighter as it takes to be read on all of the grounds. */
function readable(colour: string, grounds: string[], ratio = 4.5): string {
  const [ground] = grounds;
  const isOnDark =
    getContrastRatio('#fff', ground) > getContrastRatio('#000', ground);
  const shades = Array.from({ length: 11 }, (_, step) =>
    isOnDark ? lighten(colour, step / 10) : darken(colour, step / 10),
  );
  const found = shades.find(shade =>
    grounds.every(one => getContrastRatio(shade, one) >= ratio),
  );
  return found ?? shades[10];
}

/** The text colour if it can be read on the ground, else black or white. */
function textOn(ground: string, text: string): string {
  const ratioOf = (colour: string) => getContrastRatio(colour, ground);
  if (ratioOf(text) >= 4.5) {
    return text;
  }
  return ratioOf('#fff') > ratioOf('#000') ? '#fff' : '#000';
}

function opaque(colour: string, ground: string): string {
  const [, , , alpha = 1] = valuesOf(colour);
  return alpha < 1 ? mix(colour, ground, alpha) : colour;
}

/** So much of the colour, and the rest of the ground. */
function mix(colour: string, ground: string, part: number): string {
  const under = valuesOf(ground);
  const [red, green, blue] = valuesOf(colour)
    .slice(0, 3)
    .map((value, index) =>
      Math.round(value * part + under[index] * (1 - part)),
    );
  return `rgb(${red}, ${green}, ${blue})`;
}

function valuesOf(colour: string): number[] {
  const { values } = decomposeColor(
    colour.startsWith('hsl') ? hslToRgb(colour) : colour,
  );
  return [...values];
}
