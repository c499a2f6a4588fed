import {
  type ChildProcess,
  spawn,
  type SpawnOptions,
} from 'node:child_process';

/** A command with everything that it starts in turn. */
export interface ProcessGroup {
  /** The exit code, once the command has ended; undefined if a signal ended it. */
  ended: Promise<number | undefined>;
  stop(): Promise<void>;
}

/**
 * Runs Node in a process group of its own: ending only the command would leave
 * behind what it started.
 */
export function startNode(
  args: string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'stdio'>,
): ProcessGroup {
  const child = spawn(process.execPath, args, {
    ...options,
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<number | undefined>(resolve =>
    child.once('exit', code => resolve(code ?? undefined)),
  );
  return {
    ended,
    async stop() {
      endGroup(child, 'SIGTERM');
      const patience = setTimeout(() => endGroup(child, 'SIGKILL'), 5_000);
      await ended;
      clearTimeout(patience);
      endGroup(child, 'SIGKILL');
    },
  };
}

/** Settles once all addresses answer; rejects if the command ends first. */
export function untilAnswering(
  urls: string[],
  group: ProcessGroup,
): Promise<void> {
  const died = group.ended.then(() => {
    throw new Error('The portal ended before it was ready.');
  });
  const ready = Promise.race([
    died,
    Promise.all(urls.map(url => answers(url, group.ended))).then(() => {}),
  ]);
  ready.catch(() => {});
  return ready;
}

async function answers(url: string, until: Promise<unknown>): Promise<void> {
  let over = false;
  until.then(() => {
    over = true;
  });
  while (!over) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}
