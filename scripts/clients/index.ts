import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clients, type Client, type Trial } from './clients';
import { installClient } from './install';
import { createWorkingCopy, startSetting } from './setting';
import type { LoggedRequest } from 'backstage-plugin-sentry-emulator';

// `yarn test:clients`: the published clients of Sentry, unchanged, against the emulator. They
// are installed into a temporary folder from the npm registry, and have a home there.
// Ends with 1 where a call failed, and with 2 where a client could not be installed.

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sentry-clients-'));
  let passed = 0;
  let failed = 0;
  const absent: string[] = [];
  try {
    const env = await environmentIn(folder);
    const workingCopy = join(folder, 'working-copy');
    await mkdir(workingCopy);
    await createWorkingCopy(workingCopy, env);
    for (const client of clients) {
      print(`${client.name} ${client.version}`);
      const installed = await installClient(client, folder).catch(
        (error: unknown) => {
          print(`  could not be installed${reasonOf(error)}`);
          absent.push(client.name);
        },
      );
      if (installed !== undefined) {
        const results = await tryClient(client, {
          folder: installed,
          workingCopy,
          env,
        });
        passed += results.filter(ok => ok).length;
        failed += results.filter(ok => !ok).length;
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  print(`${passed} calls passed, ${failed} failed`);
  if (absent.length > 0) {
    print(`Could not be installed: ${absent.join(', ')}`);
  }
  if (failed > 0) {
    return 1;
  }
  return absent.length > 0 ? 2 : 0;
}

/** Tries a client against a Sentry of its own; whether each call passed. */
async function tryClient(
  client: Client,
  around: { folder: string; workingCopy: string; env: NodeJS.ProcessEnv },
): Promise<boolean[]> {
  const { emulator, setting } = await startSetting(around.folder);
  const results: boolean[] = [];
  try {
    const { trials, stop } = await client.start({ ...around, setting });
    for (const trial of trials) {
      results.push(await passes(trial));
    }
    stop?.();
  } catch (error) {
    print(`  FAILED  to start${reasonOf(error)}`);
    results.push(false);
  }
  printUnanswered(emulator.requests());
  await emulator.close();
  return results;
}

async function passes({ title, says, run }: Trial): Promise<boolean> {
  try {
    const said = await run();
    if (typeof says === 'string' ? !said.includes(says) : !says.test(said)) {
      throw new Error(`Does not say ${says}:\n${said.trim()}`);
    }
    print(`  passed  ${title}`);
    return true;
  } catch (error) {
    print(`  FAILED  ${title}${reasonOf(error)}`);
    return false;
  }
}

/** What a client does without, because the emulator does not have it. */
function printUnanswered(requests: LoggedRequest[]): void {
  const unanswered = requests
    .filter(({ status }) => [404, 405].includes(status))
    .map(({ method, path, status }) => `  ${status}     ${method} ${path}`);
  for (const line of new Set(unanswered)) {
    print(line);
  }
}

/**
 * Nothing of the caller's own Sentry, and no word to anybody else: what clients report of
 * themselves is switched off.
 */
async function environmentIn(folder: string): Promise<NodeJS.ProcessEnv> {
  const home = join(folder, 'home');
  await mkdir(home);
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(SENTRY|XDG)_|_API_KEY$|^GITHUB_|^CI$/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    HOME: home,
    USERPROFILE: home,
    NO_COLOR: '1',
    DO_NOT_TRACK: '1',
    SENTRY_CLI_NO_TELEMETRY: '1',
    SENTRY_CLI_NO_UPDATE_CHECK: '1',
    SENTRY_DISABLE_UPDATE_CHECK: 'true',
  };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `\n${text.replace(/^/gm, '          ')}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
