import type { MetricsServiceCounter } from '@backstage/backend-plugin-api/alpha';
import { LRUCache } from 'lru-cache';
import { ageOf, SingleFlight } from '../cache/SingleFlight';
import type { CacheResult } from '../cache/types';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** An answer before it is serialized. */
export interface Composed {
  payload: object;
  /** Until when the answer may be sent again, in milliseconds since 1970. */
  freshUntil: number;
  result: 'fresh' | 'stale' | 'miss';
}

interface Kept {
  answer: Answer;
  since: number;
  freshUntil: number;
}

/** @internal */
interface AnswerCacheOptions {
  /** Bounds what is kept, in bytes. */
  maxBytes: number;
  requests?: MetricsServiceCounter<{ kind: string; result: CacheResult }>;
  clock?: () => number;
}

/**
 * Whole answers of this process, serialized and tagged: a warm one costs no more
 * than sending its bytes.
 */
export class AnswerCache {
  readonly #answers: LRUCache<string, Kept>;
  readonly #requests: AnswerCacheOptions['requests'];
  readonly #clock: () => number;
  readonly #flights = new SingleFlight();

  static create(options: AnswerCacheOptions): AnswerCache {
    return new AnswerCache(options);
  }

  private constructor(options: AnswerCacheOptions) {
    this.#requests = options.requests;
    this.#clock = options.clock ?? Date.now;
    this.#answers = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: ({ answer }, key) => answer.size + key.length + 200,
    });
  }

  /**
   * @param kind - which answer it is, for the metric
   * @param key - everything the answer depends on
   * @param compose - makes the answer
   */
  async get(
    kind: string,
    key: string,
    compose: () => Promise<Composed>,
  ): Promise<Answer> {
    const kept = this.#answers.get(key);
    if (
      kept &&
      ageOf(kept.since, this.#clock()) < kept.freshUntil - kept.since
    ) {
      this.#count(kind, 'fresh');
      return kept.answer;
    }
    if (this.#flights.has(key)) {
      this.#count(kind, 'shared');
    }
    return this.#flights.run(key, async () => {
      try {
        const composed = await compose();
        this.#count(kind, composed.result);
        const answer = Answer.of(composed.payload);
        const since = this.#clock();
        const { freshUntil } = composed;
        if (since < freshUntil) {
          this.#answers.set(key, { answer, since, freshUntil });
        }
        return answer;
      } catch (error) {
        this.#count(kind, 'failed');
        throw error;
      }
    });
  }

  #count(kind: string, result: CacheResult): void {
    this.#requests?.add(1, { kind, result });
  }
}

const compress = promisify(gzip);

/** An answer as it goes over the wire, made once and sent many times. */
export class Answer {
  /** JSON in UTF-8. */
  readonly body: Buffer;
  /** Weak, because the body may go compressed. */
  readonly etag: string;
  #gzipped?: Promise<Buffer>;

  static of(payload: object): Answer {
    return new Answer(Buffer.from(JSON.stringify(payload)));
  }

  private constructor(body: Buffer) {
    this.body = body;
    const hash = createHash('sha256').update(body).digest('base64url');
    this.etag = `W/"${hash.slice(0, 27)}"`;
  }

  /** The body compressed, which the first who wants it waits for. */
  gzipped(): Promise<Buffer> {
    this.#gzipped ??= compress(this.body);
    return this.#gzipped;
  }

  /** About how much it takes to keep both forms, in bytes. */
  get size(): number {
    return Math.ceil(this.body.byteLength * 1.25);
  }
}
