import {
  createFrontendModule,
  type AppTheme,
} from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  palettes,
  UnifiedThemeProvider,
} from '@backstage/theme';

// Themes as portals bring them, off until the configuration asks for one
// (`app.extensions: [theme:app/brand-light]`), to see that Sentry's parts follow them.

interface Colours {
  primary: string;
  app: string;
  paper: string;
  text: string;
  quiet: string;
}

function brandTheme(
  name: string,
  variant: AppTheme['variant'],
  colours: Colours,
  look: { fontFamily: string; borderRadius: number; error?: string },
) {
  const { primary, app, paper, text, quiet } = colours;
  const theme = createUnifiedTheme({
    palette: {
      ...palettes[variant],
      primary: { main: primary },
      background: { default: app, paper },
      text: { primary: text, secondary: quiet },
      ...(look.error && { error: { main: look.error } }),
    },
    fontFamily: look.fontFamily,
    components: {
      MuiPaper: {
        styleOverrides: { rounded: { borderRadius: look.borderRadius } },
      },
    },
  });
  return ThemeBlueprint.make({
    name: `${name}-${variant}`,
    disabled: true,
    params: {
      theme: {
        id: `${name}-${variant}`,
        title: `${name} ${variant}`,
        variant,
        Provider: ({ children }) => (
          <UnifiedThemeProvider theme={theme} themeName={name}>
            {children}
          </UnifiedThemeProvider>
        ),
      },
    },
  });
}

const meadow = { fontFamily: 'Georgia, serif', borderRadius: 16 };
const ledger = {
  fontFamily: '"DejaVu Sans", Verdana, sans-serif',
  borderRadius: 0,
};
const sunset = {
  fontFamily: 'Inter, Arial, sans-serif',
  borderRadius: 8,
  error: '#e4572e',
};

/** Three brands, each in light and in dark. */
export const brandThemes = createFrontendModule({
  pluginId: 'app',
  extensions: [
    brandTheme(
      'meadow',
      'light',
      {
        primary: '#2e7d32',
        app: '#f1f6ee',
        paper: '#fffef8',
        text: '#22331f',
        quiet: '#5d6b59',
      },
      meadow,
    ),
    brandTheme(
      'meadow',
      'dark',
      {
        primary: '#a5d6a7',
        app: '#101a12',
        paper: '#1a271d',
        text: '#e4efe2',
        quiet: '#9fb09d',
      },
      meadow,
    ),
    brandTheme(
      'ledger',
      'light',
      {
        primary: '#ffc400',
        app: '#eceff4',
        paper: '#ffffff',
        text: '#2e3440',
        quiet: '#8a94a6',
      },
      ledger,
    ),
    brandTheme(
      'ledger',
      'dark',
      {
        primary: '#88c0d0',
        app: '#242933',
        paper: '#2e3440',
        text: '#eceff4',
        quiet: '#7d8aa0',
      },
      ledger,
    ),
    brandTheme(
      'sunset',
      'light',
      {
        primary: '#7a1fa2',
        app: '#fdf2f8',
        paper: '#ffffff',
        text: 'rgba(40, 10, 50, 0.9)',
        quiet: 'rgba(40, 10, 50, 0.6)',
      },
      sunset,
    ),
    brandTheme(
      'sunset',
      'dark',
      {
        primary: '#f48fb1',
        app: '#160b1f',
        paper: '#25143a',
        text: '#f7eafd',
        quiet: 'rgba(247, 234, 253, 0.6)',
      },
      sunset,
    ),
  ],
});
