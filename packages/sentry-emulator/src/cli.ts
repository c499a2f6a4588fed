import { parseArgs } from 'node:util';
import {
  defaultWorld,
  demoOAuthApplication,
  demoToken,
  sendDemoEvents,
  startEmulator,
  type EmulatorDialect,
} from '.';

// `yarn emulator`: the emulator on its own.

const usage = `Usage: yarn emulator [--port <number>] [--seed <number>] [--dialect <name>] [--empty]
  --port     where to listen on 127.0.0.1, default 7009
  --seed     decides ids and demo data, default 1
  --dialect  sentry, self-hosted or glitchtip, default sentry
  --empty    start without demo data, which glitchtip always does`;

const dialects: EmulatorDialect[] = ['sentry', 'self-hosted', 'glitchtip'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7009' },
      seed: { type: 'string', default: '1' },
      dialect: { type: 'string', default: 'sentry' },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return;
  }
  const dialect = readDialect(values.dialect);
  // What people do in the demo needs a Sentry.
  const empty = values.empty || dialect === 'glitchtip';
  const emulator = await startEmulator({
    dialect,
    port: readNumber(values.port, '--port', 65_535),
    seed: readNumber(values.seed, '--seed', Number.MAX_SAFE_INTEGER),
    world: defaultWorld(),
    rateLimits: dialect === 'sentry',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void emulator.close().then(() => process.exit(0));
    });
  }
  if (!empty) {
    await sendDemoEvents(emulator);
  }
  const { clientId, clientSecret } = demoOAuthApplication();
  print(
    [
      `Sentry emulator on ${emulator.url} as ${dialect}${empty ? ', empty' : ''}`,
      `DSN of shop-web: ${emulator.dsn('acme', 'shop-web')}`,
      `Tokens, good for this emulator alone: ${demoToken('default')} (acme, acme-labs)`,
      `                                      ${demoToken('triage')} (the same, may change issues)`,
      `                                      ${demoToken('eu')} (acme-eu)`,
      `                                      ${demoToken('eu-triage')} (the same, may change issues)`,
      `OAuth application, likewise: client id ${clientId}`,
      `                             client secret ${clientSecret}`,
    ].join('\n'),
  );
}

function readNumber(text: string, flag: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value <= max)) {
    throw new Error(`${flag} takes a number up to ${max}, not ${text}`);
  }
  return value;
}

function readDialect(name: string): EmulatorDialect {
  const dialect = dialects.find(known => known === name);
  if (!dialect) {
    throw new Error(`--dialect takes ${dialects.join(', ')}, not ${name}`);
  }
  return dialect;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n\n${usage}\n`);
  process.exit(1);
});
