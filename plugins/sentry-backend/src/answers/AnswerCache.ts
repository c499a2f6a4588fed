import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { MetricsServiceCounter } from '@backstage/backend-plugin-api/alpha';
import { LRUCache } from 'lru-cache';
import { SingleFlight } from '../cache/SingleFlight';
import type { CacheResult } from '../cache/types';

const compress = promisify(gzip);

/** An answer as it goes over the wire, made once and sent many times. */
export class Answer {
  /** JSON in UTF-8. */
  readonly body: Buffer;
  /** Weak, because the body may go compressed. */
  readonly etag: string;
  #gzipped?: Promise<Buffer>;

  constructor(payload: object) {
    this.body = Buffer.from(JSON.stringify(payload));
    const hash = createHash('sha256').update(this.body).digest('base64url');
    this.etag = `W/"${hash.slice(0, 27)}"`;
  }

  /** The body compressed; done once, when it is first needed. */
  gzipped(): Promise<Buffer> {
    this.#gzipped ??= compress(this.body);
    return this.#gzipped;
  }
}

/** The content of an answer, read once more. */
export function contentOf<T>({ body }: Answer): T {
  // The service says what its answers hold.
  return JSON.parse(body.toString('utf8')) as T;
}

/** An answer before it is serialized. */
export interface Composed {
  payload: object;
  /** Until when the answer may be sent again, in milliseconds since 1970. */
  freshUntil: number;
  result: 'fresh' | 'stale' | 'miss';
}

interface AnswerCacheOptions {
  /** Bounds what is kept, in bytes. */
  maxBytes: number;
  requests?: MetricsServiceCounter<{ kind: string; result: CacheResult }>;
}

/**
 * Whole answers of this process, serialized and tagged: a warm one costs no more
 * than sending its bytes.
 */
export class AnswerCache {
  readonly #answers: LRUCache<string, Answer>;
  readonly #requests: AnswerCacheOptions['requests'];
  readonly #flights = new SingleFlight();

  constructor(options: AnswerCacheOptions) {
    this.#requests = options.requests;
    this.#answers = new LRUCache({
      maxSize: options.maxBytes,
      ttlResolution: 0,
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
    if (kept) {
      this.#requests?.add(1, { kind, result: 'fresh' });
      return kept;
    }
    if (this.#flights.has(key)) {
      this.#requests?.add(1, { kind, result: 'shared' });
    }
    return this.#flights.run(key, async () => {
      try {
        const { payload, freshUntil, result } = await compose();
        this.#requests?.add(1, { kind, result });
        const answer = new Answer(payload);
        const ttl = freshUntil - Date.now();
        if (ttl > 0) {
          this.#answers.set(key, answer, {
            // Room for the compressed form, too.
            size: Math.ceil(answer.body.byteLength * 1.25) + key.length + 200,
            // To the library, a time to live without end is none.
            ...(ttl < Infinity && { ttl }),
          });
        }
        return answer;
      } catch (error) {
        this.#requests?.add(1, { kind, result: 'failed' });
        throw error;
      }
    });
  }
}
