import { createHash } from 'node:crypto';
import { sentryServerOf } from 'backstage-plugin-sentry-node';
import { inBatches } from '../access/askBackstage';
import type { Database } from '../live/database';

// Two replicas never send at once what one of them has claimed; one that died in between has not sent it.
const CLAIM_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = 90 * DAY_MS;
// SQLite takes 999 variables in a statement.
const BATCH = 200;

/** What is announced once. */
export interface Announcement {
  /** Of the issue, or of what else it is about. */
  subject: string;
  kind: string;
  project?: string;
  /** Ref of the entity that it counts for. */
  entity?: string;
}

interface Row extends Announcement {
  announced_at: number;
  sent: boolean;
}

/** Names something of a server without its text. */
export function subjectOf(baseUrl: string, ...parts: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([sentryServerOf(baseUrl), ...parts]))
    .digest('base64url');
}

/**
 * What was announced, in the plugin's database: each once, by whichever replica claims it first,
 * over restarts too.
 */
export class Announced {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those that no replica has announced or is announcing. */
  async findNew<T extends Announcement>(all: T[]): Promise<T[]> {
    const settled = new Set<string>();
    const now = Date.now();
    for (const batch of inBatches(
      all.map(({ subject }) => subject),
      BATCH,
    )) {
      const rows: Row[] = await this.#database('announced')
        .whereIn('subject', batch)
        .select();
      for (const row of rows) {
        if (row.sent || now - Number(row.announced_at) < CLAIM_MS) {
          settled.add(keyOf(row));
        }
      }
      await this.#database('announced')
        .whereIn('subject', batch)
        .update({ seen_at: now });
    }
    return all.filter(one => !settled.has(keyOf(one)));
  }

  /** @returns whether the caller is the one to send it */
  async claim(announcement: Announcement): Promise<boolean> {
    const { subject, kind, project, entity } = announcement;
    const now = Date.now();
    const times = { announced_at: now, seen_at: now };
    const inserted = await this.#database('announced')
      .insert({ subject, kind, project, entity, ...times, sent: false })
      .onConflict(['subject', 'kind'])
      .ignore()
      .returning('subject');
    if (inserted.length) {
      return true;
    }
    const taken = await this.#database('announced')
      .where({ subject, kind, sent: false })
      .andWhere('announced_at', '<=', now - CLAIM_MS)
      .update({ ...times, entity });
    return taken === 1;
  }

  /** It was sent; or it was not, and may be claimed again. */
  async settle(all: Announcement[], isSent: boolean): Promise<void> {
    for (const { subject, kind } of all) {
      await this.#database('announced')
        .where({ subject, kind })
        .update(isSent ? { sent: true } : { announced_at: 0 });
    }
  }

  /** Takes them for announced, at that time in milliseconds since 1970. */
  async markOld(all: Announcement[], now = Date.now()): Promise<void> {
    for (const batch of inBatches(all, BATCH)) {
      await this.#database('announced')
        .insert(
          batch.map(({ subject, kind, project }) => ({
            subject,
            kind,
            project,
            announced_at: now,
            seen_at: now,
            sent: true,
          })),
        )
        .onConflict(['subject', 'kind'])
        .ignore();
    }
  }

  /** When each was announced, in milliseconds since 1970; without those that never were. */
  async timesOf(
    kind: string,
    subjects: string[],
  ): Promise<Map<string, number>> {
    const times = new Map<string, number>();
    for (const batch of inBatches(subjects, BATCH)) {
      const rows: Row[] = await this.#database('announced')
        .where({ kind })
        .whereIn('subject', batch)
        .select();
      rows.forEach(row => times.set(row.subject, Number(row.announced_at)));
      await this.#database('announced')
        .where({ kind })
        .whereIn('subject', batch)
        .update({ seen_at: Date.now() });
    }
    return times;
  }

  /** How many were announced for the entity since then. */
  async countSince(entity: string, since: number): Promise<number> {
    const [{ count }] = await this.#database('announced')
      .where({ entity })
      .andWhere('announced_at', '>', since)
      .count({ count: '*' });
    return Number(count);
  }

  /** Forgets those of the projects that ended, so that they are announced when they come back. */
  async forgetEnded(
    projects: string[],
    kinds: string[],
    present: Announcement[],
  ): Promise<void> {
    const still = new Set(present.map(keyOf));
    for (const batch of inBatches(projects, BATCH)) {
      const rows: Row[] = await this.#database('announced')
        .whereIn('project', batch)
        .whereIn('kind', kinds)
        .select();
      for (const row of rows.filter(one => !still.has(keyOf(one)))) {
        await this.forget(row);
      }
    }
  }

  async forget({ subject, kind }: Announcement): Promise<void> {
    await this.#database('announced').where({ subject, kind }).delete();
  }

  /** Deletes what was not seen for three months. */
  async prune(): Promise<void> {
    await this.#database('announced')
      .where('seen_at', '<', Date.now() - KEPT_MS)
      .delete();
  }
}

function keyOf({ subject, kind }: Announcement): string {
  return `${subject} ${kind}`;
}
