import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { DatabaseManager } from '@backstage/backend-defaults/database';
import { mockServices } from '@backstage/backend-test-utils';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { Emulator } from 'backstage-plugin-sentry-emulator';
import { startPortal } from './startPortal';

/** The entity with owners. */
export function ownedBy(entity: Entity, ...owners: string[]): Entity {
  return {
    ...entity,
    relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
  };
}

/** What is sent to owners, and by whom looks are made. */
export interface NotifiedPortalOptions {
  emulator?: Emulator;
  entities: Entity[];
  features?: BackendFeature[];
  notifications?: JsonObject | null;
  /** Where several backends share a database. */
  directory?: string;
  events?: EventsService;
  /** Called instead of the notifications backend. */
  send?: (options: NotificationSendOptions) => Promise<void>;
  sentry?: JsonObject;
}

/** A portal whose looks are made when a test wants them. */
export async function startNotifiedPortal(options: NotifiedPortalOptions) {
  const { events = mockServices.events(), directory } = options;
  const sent: NotificationSendOptions[] = [];
  const send = options.send ?? (async () => {});
  let look = async () => {};
  let triggered = 0;
  const features: BackendFeature[] = [
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async one => {
          await send(one);
          sent.push(one);
        },
      }),
    }),
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => events,
    }),
    mockServices.scheduler.mock({
      scheduleTask: async ({ id, fn }) => {
        if (id === 'sentry-notifications') {
          look = async () => {
            await fn(new AbortController().signal);
          };
        }
      },
      triggerTask: async () => {
        triggered += 1;
        await look();
      },
    }).factory,
    ...(directory
      ? [
          createServiceFactory({
            service: coreServices.database,
            deps: {
              lifecycle: coreServices.lifecycle,
              logger: coreServices.logger,
            },
            factory: deps =>
              DatabaseManager.fromConfig(
                mockServices.rootConfig({
                  data: {
                    backend: {
                      database: {
                        client: 'better-sqlite3',
                        connection: { directory },
                      },
                    },
                  },
                }),
              ).forPlugin('sentry', deps),
          }),
        ]
      : []),
    ...(options.features ?? []),
  ];
  const { notifications = {} } = options;
  const portal = await startPortal({
    emulator: options.emulator,
    entities: options.entities,
    features,
    sentry: { ...options.sentry, ...(notifications && { notifications }) },
  });
  return {
    ...portal,
    /** Looks at what is new. */
    look: () => look(),
    triggered: () => triggered,
    /** What was sent since it was last asked. */
    takeSent: () => sent.splice(0),
  };
}

/** For whom a notification is, and of what. */
export function inShort({ recipients, payload }: NotificationSendOptions) {
  const { title, topic } = payload;
  const refs =
    recipients.type === 'entity' ? [recipients.entityRef].flat() : [];
  return `${topic} ${title} → ${refs.join(' ')}`;
}
