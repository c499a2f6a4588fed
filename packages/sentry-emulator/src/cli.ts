import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  captureEventMatrix,
  demoOAuthApplication,
  demoToken,
  startEmulator,
  type Emulator,
  type EmulatorDialect,
} from '.';

const usage = `Usage: sentry-emulator [options]
  --port <number>   port on 127.0.0.1, default 7009; 0 takes a free one
  --seed <number>   decides ids, keys and data, default 1
  --dialect <name>  sentry, self-hosted or glitchtip, default sentry
  --sample          send one event of each kind to acme/shop-web first
  --fill <file>     call the module's default export with the emulator first
  --empty           ignore --sample and --fill
  --webhook-url <url>        send webhooks of acme there, once it is filled
  --webhook-secret <secret>  the client secret that signs them
  --help`;

/** A module whose default export fills the emulator. */
const fillSchema = z.object({
  default: z.custom<(emulator: Emulator) => unknown>(
    value => typeof value === 'function',
  ),
});

const dialects: EmulatorDialect[] = ['sentry', 'self-hosted', 'glitchtip'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7009' },
      seed: { type: 'string', default: '1' },
      dialect: { type: 'string', default: 'sentry' },
      sample: { type: 'boolean', default: false },
      fill: { type: 'string' },
      empty: { type: 'boolean', default: false },
      'webhook-url': { type: 'string' },
      'webhook-secret': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return;
  }
  const dialect = readDialect(values.dialect);
  const { 'webhook-url': webhookUrl, 'webhook-secret': webhookSecret } = values;
  if (Boolean(webhookUrl) !== Boolean(webhookSecret)) {
    throw new Error('--webhook-url and --webhook-secret belong together');
  }
  const fill =
    values.fill === undefined || values.empty
      ? undefined
      : await loadFill(values.fill);
  const emulator = await startEmulator({
    dialect,
    port: readNumber(values.port, '--port', 65_535),
    seed: readNumber(values.seed, '--seed', Number.MAX_SAFE_INTEGER),
    rateLimits: dialect === 'sentry',
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void emulator.close().then(() => process.exit(0));
    });
  }
  if (values.sample && !values.empty) {
    await captureEventMatrix({
      emulator,
      organization: 'acme',
      project: 'shop-web',
    });
  }
  await fill?.(emulator);
  if (webhookUrl && webhookSecret) {
    emulator.addIntegration({
      name: 'Backstage',
      organization: 'acme',
      webhookUrl,
      clientSecret: webhookSecret,
      isAlertable: true,
    });
  }
  const { clientId, clientSecret } = demoOAuthApplication();
  print(
    [
      `Sentry emulator on ${emulator.url} as ${dialect}`,
      `DSN of shop-web: ${emulator.dsn('acme', 'shop-web')}`,
      `Tokens, valid for this emulator only: ${demoToken('default')} (acme, acme-labs)`,
      `                                      ${demoToken('triage')} (the same, may change issues)`,
      `                                      ${demoToken('eu')} (acme-eu)`,
      `                                      ${demoToken('eu-triage')} (the same, may change issues)`,
      `OAuth application: client id ${clientId}`,
      `                   client secret ${clientSecret}`,
    ].join('\n'),
  );
}

async function loadFill(
  file: string,
): Promise<(emulator: Emulator) => unknown> {
  const loaded: unknown = await import(pathToFileURL(resolve(file)).href);
  const parsed = fillSchema.safeParse(loaded);
  if (!parsed.success) {
    throw new Error(`${file} has no function as its default export`);
  }
  return parsed.data.default;
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
