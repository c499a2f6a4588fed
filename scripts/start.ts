import { parseArgs } from 'node:util';
import { startDemo, type Demo } from './demo';
import { requireFreePort } from './freePort';
import { startPortal } from './portal';

// `npm start`: the portal, against the Sentry that SENTRY_TOKEN and SENTRY_ORG
// name, or else against the embedded emulator with live demo data.
//
// --app-port, --backend-port and --emulator-port let a second one run beside it.

async function main(): Promise<void> {
  const ports = readPorts();
  const { SENTRY_TOKEN, SENTRY_ORG, SENTRY_URL } = process.env;
  const ownSentry = Boolean(SENTRY_TOKEN && SENTRY_ORG);
  if (!ownSentry && (SENTRY_TOKEN || SENTRY_ORG)) {
    throw new Error(
      `SENTRY_TOKEN and SENTRY_ORG belong together: set ${
        SENTRY_TOKEN ? 'SENTRY_ORG' : 'SENTRY_TOKEN'
      } too, or neither to use the embedded demo.`,
    );
  }

  for (const [name, port] of Object.entries(ports)) {
    await requireFreePort(port, `${name}-port`);
  }

  const demo: Demo | undefined = ownSentry
    ? undefined
    : await startDemo({
        port: ports.emulator,
        backendUrl: `http://localhost:${ports.backend}`,
      });
  const portal = startPortal({
    ports,
    sentry: demo ?? { env: {}, configs: [] },
    stdio: 'inherit',
  });

  let stopping: Promise<void> | undefined;
  const stop = (code: number) => {
    stopping ??= Promise.all([portal.stop(), demo?.emulator.close()]).then(() =>
      process.exit(code),
    );
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  process.on('SIGHUP', () => stop(0));

  await portal.ready.catch(error => {
    if (!stopping) {
      console.error(String(error));
      stop(1);
    }
  });
  if (!stopping) {
    const source = demo
      ? `demo data of the Sentry emulator at ${demo.emulator.url}`
      : `organization ${SENTRY_ORG} of ${SENTRY_URL ?? 'https://sentry.io'}`;
    const app = `http://localhost:${ports.app}`;
    const where = demo ? `${app}/catalog/default/component/shop-web` : app;
    console.log(`\nReady: open ${where} (${source}). Ctrl-C ends it all.\n`);
  }
}

function readPorts() {
  const { values } = parseArgs({
    options: {
      'app-port': { type: 'string', default: '3000' },
      'backend-port': { type: 'string', default: '7007' },
      'emulator-port': { type: 'string', default: '7009' },
    },
  });
  return {
    app: Number(values['app-port']),
    backend: Number(values['backend-port']),
    emulator: Number(values['emulator-port']),
  };
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
