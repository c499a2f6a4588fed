/** What has happened to an issue, besides its events. */
export interface Activity {
  readonly id: string;
  /** Such as `set_resolved`. */
  readonly type: string;
  /** Id of the user who did it; absent where Sentry did. */
  readonly user?: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a user of the application wrote about an event. */
export interface UserReport {
  readonly id: string;
  readonly eventId: string;
  readonly name: string;
  readonly email: string;
  readonly comments: string;
  readonly environment?: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Who has seen an issue, follows it or has a bookmark, and what they did. */
export class IssueHistory {
  readonly #activities: Activity[] = [];
  readonly #reports: UserReport[] = [];
  /** User to when, the newest last. */
  readonly seenBy = new Map<string, number>();
  /** User to why. */
  readonly subscribers = new Map<string, string>();
  readonly bookmarkedBy = new Set<string>();

  record(entry: Omit<Activity, 'id'>): Activity {
    const activity = { ...entry, id: String(this.#activities.length + 1) };
    this.#activities.push(activity);
    return activity;
  }

  report(entry: Omit<UserReport, 'id'>): UserReport {
    const report = { ...entry, id: String(this.#reports.length + 1) };
    this.#reports.push(report);
    return report;
  }

  see(user: string, time: number): void {
    this.seenBy.delete(user);
    this.seenBy.set(user, time);
  }

  /** The first reason stays. */
  subscribe(user: string, reason: string): void {
    if (!this.subscribers.has(user)) {
      this.subscribers.set(user, reason);
    }
  }

  /** The newest first. */
  activities(): Activity[] {
    return [...this.#activities].reverse();
  }

  /** The comments among them. */
  notes(): Activity[] {
    return this.activities().filter(({ type }) => type === 'note');
  }

  /** The newest first. */
  reports(): UserReport[] {
    return [...this.#reports].reverse();
  }
}
