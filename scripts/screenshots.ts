import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { chromeArgs, findChrome } from './chrome';
import { startDemo } from './demo';
import { startPortal, type PortalSentry } from './portal';
import { shotsOfFaults } from './screenshots/faults';
import { Photographer } from './screenshots/Photographer';
import { shots, shotsOfNoSentry } from './screenshots/shots';

// `yarn screenshots`: makes the pictures of the docs anew from the running demo;
// `yarn screenshots card teams` those alone.

const ports = { app: 3420, backend: 7420 };
const folder = join(__dirname, '..', 'docs', 'images');
// In milliseconds: an answer of the demo is fresh for two seconds.
const longerThanTtl = 3_000;

async function main(names: string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const isAskedFor = ({ name }: { name: string }) =>
    names.length === 0 || names.includes(name);

  const demo = await startDemo({ port: 7429 });
  await withPortal(demo, async photographer => {
    for (const shot of shots.filter(isAskedFor)) {
      await photographer.take(shot);
    }
    for (const { fault, shot, isKnown } of shotsOfFaults) {
      if (isAskedFor(shot)) {
        if (isKnown) {
          await photographer.visit(shot);
          await setTimeout(longerThanTtl);
        }
        demo.emulator.addFault(fault);
        await photographer.take(shot);
        demo.emulator.clearFaults();
      }
    }
  });
  await demo.emulator.close();

  const ofNoSentry = shotsOfNoSentry.filter(isAskedFor);
  if (ofNoSentry.length) {
    await withPortal({ env: {}, configs: [] }, async photographer => {
      for (const shot of ofNoSentry) {
        await photographer.take(shot);
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
  const portal = startPortal({ ports, sentry, stdio: 'ignore' });
  try {
    await portal.ready;
    const url = `http://localhost:${ports.app}`;
    await use(await Photographer.enter({ browser, url, folder }));
  } finally {
    await Promise.all([portal.stop(), browser.close()]);
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
