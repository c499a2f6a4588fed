import { parseArgs } from 'node:util';
import { buildApp, startBuiltPortal } from '../../scripts/builtPortal';
import { requireFreePort } from '../../scripts/freePort';
import type { Portal } from '../../scripts/portal';
import { untilCatalogIsFilled } from '../../scripts/untilCatalogIsFilled';
import { startSentries, type Sentries } from './startSentries';

// The portal of the browser tests: built anew from the sources, in production
// mode, against an emulator of its own.

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7410' },
      'emulator-port': { type: 'string', default: '7419' },
      'catalog-port': { type: 'string', default: '7418' },
    },
  });
  const port = Number(values.port);
  const emulatorPort = Number(values['emulator-port']);
  const url = `http://localhost:${port}`;

  let sentries: Sentries | undefined;
  let portal: Portal | undefined;
  const stop = async (code: number) => {
    await Promise.all([portal?.stop(), sentries?.close()]);
    process.exit(code);
  };
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => stop(0));

  try {
    await requireFreePort(port, 'port');
    await requireFreePort(emulatorPort, 'emulator-port');
    [sentries] = await Promise.all([
      startSentries({
        port: emulatorPort,
        backendUrl: url,
        catalogPort: Number(values['catalog-port']),
      }),
      buildApp(),
    ]);
    portal = startBuiltPortal({
      port,
      entry: 'tests/backend/index.ts',
      sentry: sentries,
      stdio: 'inherit',
    });
    await portal.ready;
    await untilCatalogIsFilled(url, [
      'examples/entities.yaml',
      'examples/org.yaml',
      'tests/backend/entities.yaml',
      'tests/backend/fleet.yaml',
    ]);
    console.log(`Ready: open ${url}`);
  } catch (error) {
    console.error(String(error));
    await stop(1);
  }
}

void main();
