import type { SentrySummary } from 'backstage-plugin-sentry-common';
import pLimit from 'p-limit';
import type { SentryApi } from '../../api/SentryApi';
import { IssueChanges } from '../../triage/IssueChanges';

/** As many as leave room for what else the page asks. */
const maxConcurrency = 4;
/** As long as the backend holds an answer for fresh. */
const freshMs = 60_000;
/** Many times what a table shows; what was asked for first goes first. */
const maxEntries = 500;

interface Entry {
  answer: Promise<SentrySummary>;
  /** How many cells wait for it; one that none waits for any more is not asked. */
  waiting: number;
  /** Once it is there, in milliseconds since 1970. */
  at?: number;
}

const queues = new WeakMap<SentryApi, StatusQueue>();

/**
 * Asks for the summaries of many entities, a few at a time, and each but once: a table
 * may show an entity twice, and shows it anew whenever it is sorted or paged back.
 */
export class StatusQueue {
  readonly #sentryApi: SentryApi;
  readonly #limit = pLimit(maxConcurrency);
  readonly #entries = new Map<string, Entry>();

  /** The one of an API, so that all cells of an app share it. */
  static of(sentryApi: SentryApi): StatusQueue {
    const queue = queues.get(sentryApi) ?? new StatusQueue(sentryApi);
    queues.set(sentryApi, queue);
    return queue;
  }

  private constructor(sentryApi: SentryApi) {
    this.#sentryApi = sentryApi;
    // Also what is under way: it may have been counted before.
    IssueChanges.of(sentryApi).subscribe(() => this.#entries.clear());
  }

  /**
   * @param identity - under which it is asked; nobody is shown what another was told
   * @param signal - of the cell that waits
   */
  get(
    question: { entityRef: string; statsPeriod: string; identity: number },
    signal: AbortSignal,
  ): Promise<SentrySummary> {
    const { entityRef, statsPeriod, identity } = question;
    const key = `${identity} ${statsPeriod} ${entityRef}`;
    const entry = this.#fresh(key) ?? this.#ask(key, entityRef, statsPeriod);
    entry.waiting += 1;
    signal.addEventListener(
      'abort',
      () => {
        entry.waiting -= 1;
      },
      { once: true },
    );
    return entry.answer;
  }

  #fresh(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    const isOld = entry?.at !== undefined && Date.now() - entry.at > freshMs;
    return isOld ? undefined : entry;
  }

  #ask(key: string, entityRef: string, statsPeriod: string): Entry {
    const entry: Entry = {
      waiting: 0,
      answer: this.#limit(async () => {
        if (entry.waiting === 0) {
          throw new Error('Nobody waits for it any more.');
        }
        return this.#sentryApi.getSummary(entityRef, { statsPeriod });
      }),
    };
    // Anew, so that it is the last one.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > maxEntries) {
      this.#entries.delete(oldest);
    }
    entry.answer.then(
      () => {
        entry.at = Date.now();
      },
      () => {
        // The next cell may try again.
        if (this.#entries.get(key) === entry) {
          this.#entries.delete(key);
        }
      },
    );
    return entry;
  }
}
