import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** The pool of an SQLite in memory outlives its backend, and would hold the process. */
export const closeDatabaseOf = (pluginId: string) =>
  createBackendModule({
    pluginId,
    moduleId: 'close-database',
    register(reg) {
      reg.registerInit({
        deps: {
          database: coreServices.database,
          lifecycle: coreServices.lifecycle,
        },
        async init({ database, lifecycle }) {
          lifecycle.addShutdownHook(async () =>
            (await database.getClient()).destroy(),
          );
        },
      });
    },
  });

export const closeDatabase = closeDatabaseOf('sentry');
