import { setImmediate } from 'node:timers/promises';

/**
 * Beyond any page of the endpoints in use. What is parsed takes many times as much memory, and
 * a runaway answer must not fill it. Counted as it comes out of its compression.
 */
const MAX_BODY_BYTES = 5 * 1024 * 1024;
/** The same of an answer that is no success: of such, a sentence is read. */
const MAX_ERROR_BYTES = 256 * 1024;

/** In characters: what is shorter is parsed in no time. */
const LARGE = 200_000;
/** Relay cuts events far above that depth, and each level costs the parser most of all. */
const MAX_DEPTH = 200;

/** What came as the body of an answer. */
export type JsonBody = Awaited<ReturnType<typeof readJsonBody>>;

/**
 * Reads a body as JSON, whatever its content type claims: Sentry labels the
 * JSON of some errors as HTML.
 *
 * @param options - `maxBytes`: where reading ends. Default: 5 MB, 256 kB of an error
 * @returns the JSON, or what came instead of it
 * @public
 */
export async function readJsonBody(
  response: Response,
  {
    maxBytes = response.ok ? MAX_BODY_BYTES : MAX_ERROR_BYTES,
  }: { maxBytes?: number } = {},
): Promise<
  | { kind: 'json'; value: unknown }
  | { kind: 'html' | 'text' | 'empty' | 'too-large' | 'too-deep' }
> {
  const text = await readText(response, maxBytes);
  if (text === undefined) {
    return { kind: 'too-large' };
  }
  if (!text.trim()) {
    return { kind: 'empty' };
  }
  if (text.length > LARGE) {
    if (isTooDeep(text)) {
      return { kind: 'too-deep' };
    }
    await turnToParse();
  }
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: /^\s*</.test(text) ? 'html' : 'text' };
  }
}

function isTooDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < json.length; i += 1) {
    const character = json[i];
    if (isText && character === '\\') {
      i += 1;
    } else if (character === '"') {
      isText = !isText;
    } else if (!isText && (character === '[' || character === '{')) {
      depth += 1;
      if (depth > MAX_DEPTH) {
        return true;
      }
    } else if (!isText && (character === ']' || character === '}')) {
      depth -= 1;
    }
  }
  return false;
}

let lastTurn: Promise<void> = Promise.resolve();

/** One after another, and others in between: several that come at once must not add up. */
function turnToParse(): Promise<void> {
  lastTurn = lastTurn.then(() => setImmediate());
  return lastTurn;
}

async function readText(
  response: Response,
  maxBytes: number,
): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) {
    return '';
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return Buffer.concat(chunks).toString('utf8');
    }
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}

/** The part of fetch that is used, so that another can be put in its place. */
export type SentryFetch = (url: string, init: RequestInit) => Promise<Response>;
