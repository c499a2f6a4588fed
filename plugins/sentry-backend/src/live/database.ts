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
export async function readLiveSecret(database: Database): Promise<string> {
  const key = 'live-secret';
  await database('settings')
    .insert({ key, value: randomBytes(32).toString('base64url') })
    .onConflict('key')
    .ignore();
  const { value } = await database('settings').where({ key }).first();
  return value;
}
