import { setImmediate } from 'node:timers/promises';

/**
 * Beyond any page of the endpoints in use. What is parsed takes many times as much memory, and
 * a runaway answer must not fill it. Counted as it comes out of its compression.
 */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;
/** The same of an answer that is no success: of such, a sentence is read. */
export const MAX_ERROR_BYTES = 256 * 1024;

/** In characters: what is shorter is parsed in no time. */
const LARGE = 200_000;

/** What came as the body of an answer. */
export type Body =
  | { kind: 'json'; value: unknown }
  | { kind: 'html' | 'text' | 'empty' | 'too-large' };

/**
 * Reads a body as JSON, whatever its content type claims: Sentry labels the
 * JSON of some errors as HTML.
 */
export async function readBody(
  response: Response,
  {
    maxBytes = response.ok ? MAX_BODY_BYTES : MAX_ERROR_BYTES,
  }: { maxBytes?: number } = {},
): Promise<Body> {
  const text = await readText(response, maxBytes);
  if (text === undefined) {
    return { kind: 'too-large' };
  }
  if (!text.trim()) {
    return { kind: 'empty' };
  }
  if (text.length > LARGE) {
    await turnToParse();
  }
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: /^\s*</.test(text) ? 'html' : 'text' };
  }
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
