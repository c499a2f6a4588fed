import {
  captureWithSdk,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run';
import type { Setting } from './calls';

const token = 'a'.repeat(64);
const eventId = 'b'.repeat(32);

/** A Sentry with an error that a user has reported, some feedback, and a token that may do everything. */
export async function startSetting(
  folder: string,
): Promise<{ emulator: Emulator; setting: Setting }> {
  const emulator = await startEmulator({ port: 0 });
  emulator.addToken({
    token,
    user: '501',
    organizations: ['acme'],
    scopes: [
      ...['event:read', 'event:write', 'event:admin'],
      ...['project:read', 'project:write', 'project:admin', 'project:releases'],
      ...['org:read', 'org:write', 'team:read', 'team:write', 'member:read'],
    ],
  });
  const dsn = emulator.dsn('acme', 'shop-web');
  await captureWithSdk({
    dsn,
    events: [
      {
        error: new TypeError('no cart'),
        eventId,
        user: '7',
        release: 'shop@1.0.0',
        breadcrumbs: [
          { category: 'ui', message: 'Opened the cart', secondsBefore: 1 },
        ],
      },
    ],
  });
  await sendEnvelope(dsn, [
    { type: 'user_report' },
    {
      event_id: eventId,
      name: 'Mina',
      email: 'mina@example.com',
      comments: 'It broke',
    },
    { type: 'feedback' },
    {
      event_id: 'c'.repeat(32),
      contexts: { feedback: { message: 'The basket empties itself' } },
    },
  ]);
  const [issue] = emulator.issues('acme', 'shop-web');
  const envelope = join(folder, 'event.envelope');
  await writeFile(
    envelope,
    lines([
      { event_id: 'd'.repeat(32), dsn },
      { type: 'event' },
      { event_id: 'd'.repeat(32), message: 'By an envelope' },
    ]),
  );
  emulator.clearRequests();
  return {
    emulator,
    setting: { url: emulator.url, token, dsn, issue, eventId, envelope },
  };
}

/**
 * A working copy with two commits, of a repository without a host.
 *
 * @throws Error where there is no git
 */
export async function createWorkingCopy(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const commit = [
    ...['-c', 'user.name=Ada Park', '-c', 'user.email=ada@example.com'],
    ...['commit', '--quiet', '--allow-empty', '-m'],
  ];
  for (const args of [
    ['init', '--quiet'],
    ['remote', 'add', 'origin', 'https://github.com/acme/shop.git'],
    [...commit, 'Sell'],
    [...commit, 'Sell more'],
  ]) {
    const { code, output } = await run('git', args, { cwd: folder, env });
    if (code !== 0) {
      throw new Error(`git ${args[0]} failed: ${output}`);
    }
  }
}

async function sendEnvelope(dsn: string, items: object[]): Promise<void> {
  const { origin, pathname, username } = new URL(dsn);
  await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, {
    method: 'POST',
    body: lines([{}, ...items]),
  });
}

function lines(items: object[]): string {
  return items.map(item => JSON.stringify(item)).join('\n');
}
