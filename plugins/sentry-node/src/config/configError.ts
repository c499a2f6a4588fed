import { InputError } from '@backstage/errors';
import leven from 'leven';
import { z } from 'zod';
import { looksLikeToken } from './secrets';

/**
 * A fault in config, with the path. Takes no value: it may be a secret.
 *
 * @param message - has the form `fault. Fix.`
 */
export function configError(path: string, message: string): Error {
  return new InputError(lineOf(path, message));
}

/**
 * One error for all faults that a schema found.
 *
 * @param issues - whose messages have that form
 * @param root - the path of what was parsed, such as `sentry`
 */
export function configErrorOf(issues: z.core.$ZodIssue[], root: string): Error {
  const lines = issues.flatMap(issue => {
    const path = pathOf(root, issue.path);
    if (issue.code !== 'unrecognized_keys') {
      return lineOf(path, issue.message);
    }
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) =>
      lineOf(pathOf(path, [shown(key)]), messages[index]),
    );
  });
  return new InputError(lines.join('\n'));
}

/** The message for keys that no reader knows, a line for each: the nearest known one. */
export function unknownKeys(keys: string[], known: string[]): string {
  return keys
    .map(key => {
      const nearest = nearestOf(key, known);
      const fix = nearest
        ? `Did you mean \`${nearest}\`?`
        : `Use one of: ${known.join(', ')}.`;
      return `there is no such key. ${fix}`;
    })
    .join('\n');
}

/**
 * The known name that a mistyped one probably means.
 *
 * @param key - what was written
 * @param known - what it may be; at least one
 * @returns undefined where none is similar
 * @public
 */
export function nearestOf(key: string, known: string[]): string | undefined {
  const distances = known.map(name => ({
    name,
    // `baseURL` and `base_url` are nearer to `baseUrl` than letters say.
    distance: leven(plain(key), plain(name)),
  }));
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  return nearest.distance <= Math.max(2, key.length / 3)
    ? nearest.name
    : undefined;
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

/** A token may stand where a key should. */
function shown(key: string): string {
  return /^[a-z][\w-]{0,40}$/i.test(key) && !looksLikeToken(key) ? key : '…';
}

function pathOf(root: string, path: PropertyKey[]): string {
  return path.reduce<string>(
    (before, part) =>
      typeof part === 'number'
        ? `${before}[${part}]`
        : `${before}.${String(part)}`,
    root,
  );
}

function lineOf(path: string, message: string): string {
  return `Invalid config at ${path}: ${message}`;
}
