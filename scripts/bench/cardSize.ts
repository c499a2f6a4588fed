import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSize } from './bundleSize';
import { fetchIncumbent } from './incumbent';

/** The JavaScript that the entity card loads, beside that of the community plugin's. */
export async function cardSizes() {
  const card = await bundleSize({
    entry: 'plugins/sentry/src/components/card/SentryIssuesCard.tsx',
    own: /^backstage-plugin-sentry/,
  });
  return { card, incumbent: await incumbentSize() };
}

/** @returns undefined where it can't be fetched */
async function incumbentSize(): Promise<number | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'sentry-bench-card-'));
  try {
    if (!(await fetchIncumbent(directory))) {
      return undefined;
    }
    const { bytes } = await bundleSize({
      entry: join(
        directory,
        'node_modules/@backstage-community/plugin-sentry/dist/components/SentryIssuesWidget/SentryIssuesWidget.esm.js',
      ),
      own: /^react-sparklines/,
    });
    return bytes;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
