import { readFileSync } from 'node:fs';

const weights = [400, 500, 600, 700];

/** Families that Backstage and Backstage UI name. `sans-serif` stands for what the browser has. */
const families = ['Inter', 'Helvetica Neue'];

/** Runs in the page: takes the font for that of the portal, whatever the machine has. */
function useFont(font: {
  families: string[];
  files: { weight: number; base64: string }[];
}): void {
  for (const { weight, base64 } of font.files) {
    const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
    for (const family of font.families) {
      document.fonts.add(
        new FontFace(family, bytes, { weight: String(weight) }),
      );
    }
  }
  document.addEventListener('DOMContentLoaded', () => {
    const style = document.head.appendChild(document.createElement('style'));
    style.textContent =
      ':root, [data-theme-mode] { --bui-font-regular: Inter, sans-serif !important; }';
  });
}

/** The same letters on every machine, for pictures alone: no portal loads them. */
export const pictureFont = {
  script: useFont,
  argument: {
    families,
    files: weights.map(weight => ({
      weight,
      base64: readFileSync(
        require.resolve(
          `@fontsource/inter/files/inter-latin-${weight}-normal.woff2`,
        ),
        'base64',
      ),
    })),
  },
};
