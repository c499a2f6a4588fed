import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { buildApp, startBuiltPortal } from './builtPortal';
import { chromeArgs, findChrome } from './chrome';
import { startDemo } from './demo';
import type { PortalSentry } from './portal';
import { shotsOfFaults } from './screenshots/faults';
import { Photographer } from './screenshots/Photographer';
import {
  type Shot,
  shots,
  shotsOfCompactCard,
  shotsOfNoSentry,
} from './screenshots/shots';
import { untilCatalogIsFilled } from './untilCatalogIsFilled';

// `yarn screenshots`: makes the pictures of the docs anew from the built app; `yarn
// screenshots card teams` those alone. `--to=FOLDER` puts every state at each width there
// instead, `--built` takes the app as it was built before. Fails on what axe finds.

const port = 7420;
const docs = join(__dirname, '..', 'docs', 'images');
// In milliseconds: an answer of the demo is fresh for two seconds.
const longerThanTtl = 3_000;

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string' }, built: { type: 'boolean' } },
});
const findings: string[] = [];

/** In CSS pixels, and how its pictures are called. */
function widthsOf({ isKey }: Shot): Map<number, string> {
  if (values.to) {
    const all = isKey ? [1440, 768, 360] : [1440, 360];
    return new Map(all.map(width => [width, `-${width}`]));
  }
  return new Map([[1440, ''], ...(isKey ? [[360, '-narrow'] as const] : [])]);
}

const isAskedFor = ({ name }: Shot) =>
  names.length === 0 || names.includes(name);

async function main(): Promise<void> {
  mkdirSync(values.to ?? docs, { recursive: true });
  const [demo] = await Promise.all([
    startDemo({
      port: port + 9,
      backendUrl: `http://localhost:${port}`,
    }),
    values.built ? undefined : buildApp(),
  ]);
  const plain = shots.filter(isAskedFor);
  const faulty = shotsOfFaults.filter(({ shot }) => isAskedFor(shot));
  if (plain.length + faulty.length > 0) {
    await withPortal(demo, async photographer => {
      for (const shot of plain) {
        await photographer.take(shot, widthsOf(shot));
      }
      for (const { fault, shot, isKnown } of faulty) {
        if (isKnown) {
          await photographer.visit(shot);
          await setTimeout(longerThanTtl);
        }
        demo.emulator.addFault(fault);
        await photographer.take(shot, widthsOf(shot));
        demo.emulator.clearFaults();
      }
    });
  }
  // Takes the place of the list in app-config.yaml.
  const extensions = JSON.stringify([{ 'entity-card:sentry/issues': false }]);
  await takeIn(
    { ...demo, env: { ...demo.env, APP_CONFIG_app_extensions: extensions } },
    shotsOfCompactCard,
  );
  await demo.emulator.close();

  await takeIn({ env: {}, configs: [] }, shotsOfNoSentry);
  if (findings.length > 0) {
    throw new Error(`axe has ${findings.length} findings.`);
  }
}

async function takeIn(sentry: PortalSentry, all: Shot[]): Promise<void> {
  const wanted = all.filter(isAskedFor);
  if (wanted.length > 0) {
    await withPortal(sentry, async photographer => {
      for (const shot of wanted) {
        await photographer.take(shot, widthsOf(shot));
      }
    });
  }
}

async function withPortal(
  sentry: PortalSentry,
  use: (photographer: Photographer) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: findChrome(),
    args: chromeArgs,
  });
  const portal = startBuiltPortal({
    port,
    sentry: {
      ...sentry,
      env: {
        ...sentry.env,
        // A built app runs in production mode.
        APP_CONFIG_auth_providers_guest_dangerouslyAllowOutsideDevelopment:
          'true',
      },
    },
    entry: 'packages/backend/src/index.ts',
    stdio: 'ignore',
  });
  try {
    await portal.ready;
    const url = `http://localhost:${port}`;
    await untilCatalogIsFilled(url, [
      'examples/entities.yaml',
      'examples/org.yaml',
      'catalog-info.yaml',
    ]);
    const folder = values.to ?? docs;
    await use(await Photographer.enter({ browser, url, folder, findings }));
  } finally {
    await Promise.all([portal.stop(), browser.close()]);
  }
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
