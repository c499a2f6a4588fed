import type { IssuePriority, StoredEvent } from './types';

/** How urgent an issue is: what its first event makes of it, until a person decides. */
export class Priority {
  #initial?: IssuePriority;
  #chosen?: IssuePriority;
  #chosenAt?: number;

  get initial(): IssuePriority {
    return this.#initial ?? 'medium';
  }

  get current(): IssuePriority {
    return this.#chosen ?? this.initial;
  }

  /** When a person chose it, after which Sentry leaves it alone. */
  get lockedAt(): number | undefined {
    return this.#chosenAt;
  }

  /** Only the first event counts. */
  note(event: StoredEvent): void {
    this.#initial ??= priorityOf(event);
  }

  choose(priority: IssuePriority, now: number): void {
    this.#chosen = priority;
    this.#chosenAt = now;
  }
}

/** Without Sentry's severity model, the level decides. */
function priorityOf(event: StoredEvent): IssuePriority {
  if (event.level === 'fatal' || event.level === 'error' || event.unhandled) {
    return 'high';
  }
  return event.level === 'warning' ? 'medium' : 'low';
}
