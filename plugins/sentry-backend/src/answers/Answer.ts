import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

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
