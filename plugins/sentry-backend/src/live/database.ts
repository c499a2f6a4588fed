import { randomBytes } from 'node:crypto';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';

/** The plugin's own database. */
export type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

/** Opens the plugin's database, with its tables up to date. */
export async function openDatabase(
  service: DatabaseService,
): Promise<Database> {
  const database = await service.getClient();
  if (!service.migrations?.skip) {
    await database.migrate.latest({
      directory: resolvePackagePath(
        'backstage-plugin-sentry-backend',
        'migrations',
      ),
    });
  }
  return database;
}

/** The secret of `live` keys: random, made once, the same for all replicas. */
export function readLiveSecret(database: Database): Promise<string> {
  return readSetting(
    database,
    'live-secret',
    randomBytes(32).toString('base64url'),
  );
}

/** When a replica first asked this, in milliseconds since 1970. */
export async function readInstalledAt(database: Database): Promise<number> {
  const now = String(Date.now());
  return Number(await readSetting(database, 'installed-at', now));
}

/** @param initial - the value from then on, where there is none */
async function readSetting(
  database: Database,
  key: string,
  initial: string,
): Promise<string> {
  await database('settings')
    .insert({ key, value: initial })
    .onConflict('key')
    .ignore();
  const { value } = await database('settings').where({ key }).first();
  return value;
}
