import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

// PostgreSQL and Redis or Valkey, as Debian packages them, each in a folder of its own.

/** A server of the machine that can go and come back. */
export interface Store {
  port: number;
  start(): Promise<void>;
  /** Ends it at once, as a crash would. */
  stop(): Promise<void>;
  /** Sends a signal to it, such as SIGSTOP. */
  signal(name: NodeJS.Signals): void;
}

/** Where the servers are, or what to install. */
export function findStores():
  { postgres: string; redis: string } | { missing: string[] } {
  const postgres = findPostgres();
  const redis = ['valkey-server', 'redis-server']
    .map(name => join('/usr/bin', name))
    .find(path => existsSync(path));
  return postgres && redis
    ? { postgres, redis }
    : {
        missing: [
          ...(postgres ? [] : ['postgresql']),
          ...(redis ? [] : ['redis-server or valkey-server']),
        ],
      };
}

/** The folder of the newest PostgreSQL's programs. */
function findPostgres(): string | undefined {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(base, version, 'bin'))
    .find(bin => existsSync(join(bin, 'initdb')));
}

export async function createPostgres(
  bin: string,
  folder: string,
): Promise<Store> {
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  if (user) {
    chownSync(folder, user.uid, user.gid);
  }
  chmodSync(folder, 0o700);
  execFileSync(
    join(bin, 'initdb'),
    ['-D', folder, '-A', 'trust', '-U', 'postgres', '--no-sync'],
    { ...user, cwd: '/', stdio: 'ignore' },
  );
  const port = await freePort();
  const ready = () => {
    execFileSync(join(bin, 'pg_isready'), [
      ...['-q', '-h', '127.0.0.1', '-p', String(port)],
    ]);
  };
  return store({
    port,
    ready,
    user,
    // It ends its own processes, as after a crash.
    end: 'SIGQUIT',
    program: join(bin, 'postgres'),
    args: [
      ...['-D', folder, '-p', String(port), '-h', '127.0.0.1'],
      ...['-k', folder, '-c', 'fsync=off', '-c', 'max_connections=400'],
    ],
  });
}

function idsOf(user: string): { uid: number; gid: number } {
  const id = (option: string) =>
    Number(execFileSync('id', [option, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function createRedis(
  program: string,
  folder: string,
): Promise<Store> {
  const port = await freePort();
  const cli = program.replace('-server', '-cli');
  const ready = () => {
    execFileSync(cli, ['-h', '127.0.0.1', '-p', String(port), 'ping'], {
      stdio: 'ignore',
    });
  };
  return store({
    port,
    ready,
    end: 'SIGKILL',
    program,
    args: [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no'],
    ],
  });
}

function store(options: {
  port: number;
  /** Throws where it does not answer. */
  ready: () => void;
  user?: { uid: number; gid: number };
  end: NodeJS.Signals;
  program: string;
  args: string[];
}): Store {
  const { port, ready, user, end, program, args } = options;
  let child: ChildProcess | undefined;
  return {
    port,
    signal: name => child?.kill(name),
    async start() {
      child = spawn(program, args, { ...user, cwd: '/', stdio: 'ignore' });
      await until(async () => {
        try {
          ready();
          return true;
        } catch {
          return false;
        }
      }, 'a store answers');
    },
    async stop() {
      if (child && child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(end);
        await ended;
      }
      child = undefined;
    },
  };
}

/** Asks again and again. */
export async function until(
  holds: () => Promise<boolean>,
  what: string,
  milliseconds = 60_000,
): Promise<number> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > milliseconds) {
      throw new Error(`Not within ${milliseconds / 1000} s: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return performance.now() - start;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
