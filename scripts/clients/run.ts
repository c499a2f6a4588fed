import { spawn } from 'node:child_process';

export interface Ran {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  /** What it wrote to both of its outputs. */
  readonly output: string;
}

/** Runs a command to its end, or ends it after `timeoutMs` (default one minute). */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; timeoutMs?: number },
): Promise<Ran> {
  const { timeoutMs: timeout = 60_000, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...rest,
      timeout,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? undefined, output }));
  });
}
