import { escalates, sevenDays } from './escalation';
import { Timeline } from './timeline';
import type { EmulatorProject } from '../types';
import type {
  ArchivedSubstatus,
  Assignee,
  IssuePriority,
  IssueStatus,
  IssueSubstatus,
  StoredEvent,
} from './types';

/** An issue: its events, and what people and Sentry have decided about it. */
export class Issue {
  readonly id: string;
  readonly shortId: string;
  readonly project: EmulatorProject;
  readonly hash: string;
  readonly timeline = new Timeline();
  assignee?: Assignee;
  reviewed = false;
  #status: IssueStatus = 'unresolved';
  #archived: ArchivedSubstatus = 'archived_until_escalating';
  #regressedAt?: number;
  #priority?: IssuePriority;
  #initialPriority?: IssuePriority;
  #hasUnhandled = false;
  #priorityLockedAt?: number;

  constructor(options: {
    id: string;
    shortId: string;
    project: EmulatorProject;
    hash: string;
  }) {
    this.id = options.id;
    this.shortId = options.shortId;
    this.project = options.project;
    this.hash = options.hash;
  }

  get status(): IssueStatus {
    return this.#status;
  }

  get priority(): IssuePriority {
    return this.#priority ?? this.#initialPriority ?? 'medium';
  }

  get initialPriority(): IssuePriority {
    return this.#initialPriority ?? 'medium';
  }

  /** When a person chose the priority, after which Sentry leaves it alone. */
  get priorityLockedAt(): number | undefined {
    return this.#priorityLockedAt;
  }

  /** Whether any of its events was an error that nobody caught. */
  get isUnhandled(): boolean {
    return this.#hasUnhandled;
  }

  get regressedAt(): number | undefined {
    return this.#regressedAt;
  }

  add(event: StoredEvent): void {
    this.#initialPriority ??= priorityOf(event);
    this.#hasUnhandled ||= event.unhandled;
    this.timeline.add(event);
    if (this.#status === 'resolved') {
      this.#status = 'unresolved';
      this.#regressedAt = event.timestamp;
      this.reviewed = false;
    } else if (
      this.#status === 'ignored' &&
      this.#archived === 'archived_until_escalating' &&
      escalates(this.timeline, event.timestamp)
    ) {
      this.#status = 'unresolved';
    }
  }

  resolve(): void {
    this.#status = 'resolved';
    this.#regressedAt = undefined;
  }

  reopen(): void {
    this.#status = 'unresolved';
    this.#regressedAt = undefined;
  }

  archive(substatus: ArchivedSubstatus): void {
    this.#status = 'ignored';
    this.#archived = substatus;
  }

  prioritize(priority: IssuePriority, now: number): void {
    this.#priority = priority;
    this.#priorityLockedAt = now;
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
    if (
      this.#regressedAt !== undefined &&
      now - this.#regressedAt < sevenDays
    ) {
      return 'regressed';
    }
    if (now - this.timeline.first.timestamp < sevenDays) {
      return 'new';
    }
    return escalates(this.timeline, now) ? 'escalating' : 'ongoing';
  }
}

/** Without Sentry's severity model, the level decides. */
function priorityOf(event: StoredEvent): IssuePriority {
  if (event.level === 'fatal' || event.level === 'error' || event.unhandled) {
    return 'high';
  }
  return event.level === 'warning' ? 'medium' : 'low';
}
