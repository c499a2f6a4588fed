import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where PostgreSQL's programs are; `undefined` where it is not installed. */
export const postgresBin = [
  process.env.POSTGRES_BIN,
  ...globSync('/usr/lib/postgresql/*/bin').sort().reverse(),
].find(path => path && existsSync(join(path, 'initdb')));

/**
 * Starts a PostgreSQL of its own with an empty cluster, as `backend.database` of config. It
 * refuses to run as root: there the user `postgres` runs it.
 */
export async function startPostgres() {
  if (!postgresBin) {
    throw new Error('PostgreSQL is not installed');
  }
  const directory = mkdtempSync(join(tmpdir(), 'sentry-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const idOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (owner.uid !== undefined) {
    chownSync(directory, owner.uid, owner.gid);
  }
  const data = join(directory, 'data');
  const run = { ...owner, cwd: directory, stdio: 'ignore' } as const;
  execFileSync(
    join(postgresBin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'],
    run,
  );
  const port = await freePort();
  const server = spawn(
    join(postgresBin, 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', directory, '-F'],
    { ...owner, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('exit', code => reject(new Error(`postgres ended: ${code}`)));
    server.stderr.on('data', chunk => {
      if (String(chunk).includes('ready to accept connections')) {
        resolve();
      }
    });
  });
  return {
    database: {
      client: 'pg',
      connection: { host: '127.0.0.1', port, user: 'postgres' },
    },
    stop: async () => {
      const ended = new Promise(resolve => {
        server.once('close', resolve);
      });
      // At once: its clients are gone, and nothing of it is kept.
      server.kill('SIGINT');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => {
    server.once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}
