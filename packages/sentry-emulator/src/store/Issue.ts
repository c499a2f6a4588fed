import {
  escalates,
  sevenDays,
  Priority,
  covers,
  type CompareReleases,
  type Resolution,
  isReached,
  type Snooze,
  type SnoozeBase,
} from './issueState';
import { everything, Timeline } from './timeline';
import type { EmulatorProject } from '../types/options';
import type {
  ArchivedSubstatus,
  Assignee,
  IssueLinks,
  IssueStatus,
  IssueSubstatus,
  OpenSubstatus,
  StoredEvent,
} from './types';

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
class IssueHistory {
  readonly #onActivity: (activity: Activity) => void;
  readonly #activities: Activity[] = [];
  readonly #reports: UserReport[] = [];
  /** User to when, the newest last. */
  readonly seenBy = new Map<string, number>();
  /** User to why. */
  readonly subscribers = new Map<string, string>();
  readonly bookmarkedBy = new Set<string>();

  constructor(onActivity: (activity: Activity) => void) {
    this.#onActivity = onActivity;
  }

  record(entry: Omit<Activity, 'id'>): Activity {
    const activity = { ...entry, id: String(this.#activities.length + 1) };
    this.#activities.push(activity);
    this.#onActivity(activity);
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

const activityTypes: Record<OpenSubstatus, string> = {
  new: 'set_unresolved',
  ongoing: 'set_unresolved',
  escalating: 'set_escalating',
  regressed: 'set_regression',
};

/** An issue: its events, and what people and Sentry have decided about it. */
export class Issue {
  readonly id: string;
  readonly shortId: string;
  readonly project: EmulatorProject;
  readonly hash: string;
  readonly timeline = new Timeline();
  readonly history: IssueHistory;
  readonly priority = new Priority();
  assignee?: Assignee;
  reviewed = false;
  isPublic = false;
  /** What integrations and people outside the emulator would have said. */
  links: IssueLinks = {};
  #status: IssueStatus = 'unresolved';
  #archived: ArchivedSubstatus = 'archived_until_escalating';
  #snooze?: Snooze;
  #snoozeBase: SnoozeBase = { count: 0, userCount: 0 };
  /** Whose doing the status is. */
  #actor?: string;
  #resolution?: Resolution;
  /** An open issue's substatus, where something has set it, and since when. */
  #opened?: { substatus: OpenSubstatus; at: number; snooze?: Snooze };
  #hasUnhandled = false;

  constructor(options: {
    id: string;
    shortId: string;
    project: EmulatorProject;
    hash: string;
    onActivity?: (activity: Activity) => void;
  }) {
    this.id = options.id;
    this.shortId = options.shortId;
    this.project = options.project;
    this.hash = options.hash;
    this.history = new IssueHistory(options.onActivity ?? (() => {}));
  }

  get status(): IssueStatus {
    return this.#status;
  }

  get snooze(): Snooze | undefined {
    return this.#snooze;
  }

  get resolution(): Resolution | undefined {
    return this.#resolution;
  }

  get actor(): string | undefined {
    return this.#actor;
  }

  /** Whether any of its events was an uncaught error. */
  get isUnhandled(): boolean {
    return this.#hasUnhandled;
  }

  /** When it came back to the inbox, and out of which archive. */
  get reopenedAt(): number | undefined {
    return this.#opened?.at;
  }

  get reopenedFrom(): Snooze | undefined {
    return this.#opened?.snooze;
  }

  /** `compare` puts releases in order, for issues resolved in one. */
  add(event: StoredEvent, compare: CompareReleases = () => 0): void {
    this.priority.note(event);
    this.#hasUnhandled ||= event.unhandled;
    this.timeline.add(event);
    if (this.#status === 'resolved') {
      if (!covers(this.#resolution, event.release, compare)) {
        this.#open('regressed', event.timestamp, {
          ...(event.release !== undefined && { version: event.release }),
          event_id: event.id,
        });
      }
    } else if (this.#status === 'ignored') {
      this.#leaveArchive(event.timestamp);
    }
  }

  /** What Sentry does by the clock alone: an archive ends when its time is over. */
  settle(now: number): void {
    const until = this.#snooze?.until;
    if (this.#status === 'ignored' && until !== undefined && now >= until) {
      this.#open('ongoing', until, {});
    }
  }

  resolve(options: { resolution?: Resolution; actor?: string } = {}): void {
    this.#status = 'resolved';
    this.#resolution = options.resolution;
    this.#actor = options.actor;
    this.#opened = undefined;
    this.#snooze = undefined;
  }

  /** Without a substatus it is what its age and pace say. */
  reopen(substatus?: OpenSubstatus, now: number = 0): void {
    this.#status = 'unresolved';
    this.#resolution = undefined;
    this.#snooze = undefined;
    this.#actor = undefined;
    this.#opened = substatus && { substatus, at: now };
  }

  archive(
    substatus: ArchivedSubstatus,
    options: { snooze?: Snooze; actor?: string } = {},
  ): void {
    this.#status = 'ignored';
    this.#archived = substatus;
    this.#snooze = options.snooze;
    this.#snoozeBase = this.timeline.stats(everything);
    this.#actor = options.actor;
    this.#resolution = undefined;
    this.#opened = undefined;
  }

  /**
   * Sentry turns new and regressed into ongoing after seven days.
   */
  substatus(now: number): IssueSubstatus | null {
    if (this.#status === 'resolved') {
      return null;
    }
    if (this.#status === 'ignored') {
      return this.#archived;
    }
    if (this.#opened && now - this.#opened.at < sevenDays) {
      return this.#opened.substatus;
    }
    if (now - this.timeline.first.timestamp < sevenDays) {
      return 'new';
    }
    return escalates(this.timeline, now) ? 'escalating' : 'ongoing';
  }

  #leaveArchive(now: number): void {
    if (this.#archived === 'archived_until_escalating') {
      if (escalates(this.timeline, now)) {
        this.#open('escalating', now, {});
      }
    } else if (
      this.#snooze &&
      isReached(this.#snooze, this.#snoozeBase, this.timeline, now)
    ) {
      const isOver = (this.#snooze.until ?? Infinity) <= now;
      this.#open(isOver ? 'ongoing' : 'escalating', now, {});
    }
  }

  /** What Sentry opens again by itself waits for a review again. */
  #open(
    substatus: OpenSubstatus,
    at: number,
    data: Record<string, unknown>,
  ): void {
    const snooze = this.#snooze;
    this.reopen();
    this.#opened = { substatus, at, ...(snooze && { snooze }) };
    this.reviewed = false;
    this.history.record({ type: activityTypes[substatus], time: at, data });
  }
}
