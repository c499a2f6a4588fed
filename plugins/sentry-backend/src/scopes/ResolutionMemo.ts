import type { SentryClient } from 'backstage-plugin-sentry-node';
import type { SentryEntity } from '../access/types';
import { ageOf } from '../answers/ageOf';
import type { ResolvedProjects } from './types';

interface Remembered {
  projects: ResolvedProjects;
  /** Who asked, and under which name: that changes when a token is rotated. */
  clients: [client: SentryClient, credentialId: string][];
  /** In milliseconds since 1970. */
  since: number;
  until: number;
}

/**
 * What entities came to, as long as what Sentry said of their projects is current
 * and the same clients ask. Kept with the decision that let the caller in to the entity,
 * and no longer than that.
 */
export class ResolutionMemo {
  readonly #remembered = new WeakMap<SentryEntity, Remembered>();

  get(
    entity: SentryEntity,
    clients: SentryClient[],
  ): ResolvedProjects | undefined {
    const remembered = this.#remembered.get(entity);
    return remembered &&
      ageOf(remembered.since) < remembered.until - remembered.since &&
      remembered.clients.length === clients.length &&
      remembered.clients.every(
        ([client, credentialId], index) =>
          client === clients[index] && client.credentialId === credentialId,
      )
      ? remembered.projects
      : undefined;
  }

  set(
    entity: SentryEntity,
    clients: SentryClient[],
    projects: ResolvedProjects,
  ): void {
    const until = Math.min(
      ...projects.entries.map(entry =>
        entry.problem && entry.mayPass
          ? 0
          : (entry.facts?.freshUntil ?? Infinity),
      ),
    );
    this.#remembered.set(entity, {
      projects,
      clients: clients.map(client => [client, client.credentialId]),
      since: Date.now(),
      until,
    });
  }
}
