import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from 'backstage-plugin-sentry-emulator';
import { catalogFile, portalConfig, sentryWorld } from './portal';
import { Replica } from './Replica';
import { scenarios, untilLookedAt, type World } from './scenarios';
import { createPostgres, createRedis, findStores, freePort } from './stores';

// `yarn test:replicas`: what must hold with two replicas on PostgreSQL and Redis or Valkey,
// each process of which is killed, or hangs, or goes and comes back. A word after it runs the
// scenarios that have it in their name.

const newSecret = () => randomBytes(32).toString('hex');

async function main(): Promise<void> {
  const stores = findStores();
  if ('missing' in stores) {
    console.log(
      `Skipped: the replicas need ${stores.missing.join(' and ')}. Debian: apt-get install postgresql redis-server`,
    );
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'sentry-replicas-'));
  const endings: (() => Promise<void>)[] = [];
  try {
    const world = await start(folder, stores, endings);
    await untilLookedAt(world);
    const [word = ''] = process.argv.slice(2);
    for (const [name, scenario] of Object.entries(scenarios)) {
      if (!name.includes(word)) {
        continue;
      }
      const begun = performance.now();
      const found = await scenario(world);
      const took = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`✓ ${name}${found ? `: ${found}` : ''} (${took} s)`);
    }
  } finally {
    await Promise.all(endings.map(end => end()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(
  folder: string,
  programs: { postgres: string; redis: string },
  endings: (() => Promise<void>)[],
): Promise<World> {
  // The database's own user has to reach its folder.
  chmodSync(folder, 0o755);
  for (const name of ['postgres', 'redis']) {
    mkdirSync(join(folder, name));
  }
  const postgres = await createPostgres(
    programs.postgres,
    join(folder, 'postgres'),
  );
  const redis = await createRedis(programs.redis, join(folder, 'redis'));
  endings.push(postgres.stop, redis.stop);
  const token = newSecret();
  const clientSecret = newSecret();
  const [emulator] = await Promise.all([
    startEmulator({ port: 0, world: sentryWorld(token) }),
    postgres.start(),
    redis.start(),
  ]);
  endings.push(() => emulator.close());
  const catalog = join(folder, 'catalog.yaml');
  writeFileSync(catalog, catalogFile());

  const replica = async (name: string) => {
    const port = await freePort();
    const config = portalConfig({
      port,
      postgres: postgres.port,
      redis: redis.port,
      catalog,
      sentry: { baseUrl: emulator.url, token, clientSecret },
    });
    const log = join(folder, `${name}.log`);
    const one = new Replica({ port, config, log });
    endings.push(() => one.kill());
    return one;
  };
  const [a, b] = [await replica('a'), await replica('b')];
  await a.start();
  await b.start();
  let removeIntegration = () => {};
  return {
    emulator,
    a,
    b,
    postgres,
    redis,
    sendWebhooksTo(one) {
      removeIntegration();
      removeIntegration = one
        ? emulator.addIntegration({
            name: 'Backstage',
            organization: 'bench',
            webhookUrl: `${one.url}/api/events/http/sentry`,
            clientSecret,
          })
        : () => {};
    },
  };
}

main().then(
  () => process.exit(0),
  error => {
    console.error(`✗ ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  },
);
