import type {
  EventPredicate,
  SeenStats,
  StoredEvent,
  TimeRange,
} from './types';

/** All of time. */
export const everything: TimeRange = { from: -Infinity, to: Infinity };

/** The events of one issue in the order in which they happened. */
export class Timeline {
  readonly #events: StoredEvent[] = [];
  readonly #users = new Set<string>();

  get size(): number {
    return this.#events.length;
  }

  get first(): StoredEvent {
    return this.#events[0];
  }

  get last(): StoredEvent {
    return this.#events[this.#events.length - 1];
  }

  at(index: number): StoredEvent | undefined {
    return this.#events[index];
  }

  /** Events mostly come in order; those that don't are put in their place. */
  add(event: StoredEvent): void {
    let index = this.#events.length;
    if (index > 0 && isBefore(event, this.last)) {
      index = this.#lowerBound(event.timestamp);
      while (isBefore(this.#events[index], event)) {
        index += 1;
      }
    }
    this.#events.splice(index, 0, event);
    if (event.user !== undefined) {
      this.#users.add(event.user);
    }
  }

  indexOf(event: StoredEvent): number {
    return this.#events.indexOf(event, this.#lowerBound(event.timestamp));
  }

  within(range: TimeRange, matches?: EventPredicate): StoredEvent[] {
    const slice = this.#events.slice(...this.#bounds(range));
    return matches ? slice.filter(matches) : slice;
  }

  count(range: TimeRange, matches?: EventPredicate): number {
    const [low, high] = this.#bounds(range);
    if (!matches) {
      return high - low;
    }
    let count = 0;
    for (let index = low; index < high; index += 1) {
      if (matches(this.#events[index])) {
        count += 1;
      }
    }
    return count;
  }

  lastSeen(range: TimeRange, matches?: EventPredicate): number | undefined {
    const [low, high] = this.#bounds(range);
    for (let index = high - 1; index >= low; index -= 1) {
      if (!matches || matches(this.#events[index])) {
        return this.#events[index].timestamp;
      }
    }
    return undefined;
  }

  stats(range: TimeRange, matches?: EventPredicate): SeenStats {
    const [low, high] = this.#bounds(range);
    if (!matches && high - low === this.#events.length && high > 0) {
      return {
        count: high,
        userCount: this.#users.size,
        firstSeen: this.first.timestamp,
        lastSeen: this.last.timestamp,
      };
    }
    const users = new Set<string>();
    const stats: SeenStats = { count: 0, userCount: 0 };
    for (let index = low; index < high; index += 1) {
      const event = this.#events[index];
      if (!matches || matches(event)) {
        stats.count += 1;
        stats.firstSeen ??= event.timestamp;
        stats.lastSeen = event.timestamp;
        if (event.user !== undefined) {
          users.add(event.user);
        }
      }
    }
    stats.userCount = users.size;
    return stats;
  }

  #bounds(range: TimeRange): [number, number] {
    return [this.#lowerBound(range.from), this.#lowerBound(range.to)];
  }

  #lowerBound(time: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#events[middle].timestamp < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/** By id where the time is the same, so that the order of arrival does not matter. */
function isBefore(a: StoredEvent, b: StoredEvent): boolean {
  return a.timestamp === b.timestamp ? a.id < b.id : a.timestamp < b.timestamp;
}
