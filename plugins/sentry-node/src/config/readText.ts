import type { Config } from '@backstage/config';
import { configError } from './configError';

/**
 * A string of config, trimmed; `undefined` where it is absent or blank, as a
 * value from an unset environment variable is. Backstage's own reader refuses
 * blank strings.
 */
export function readText(
  config: Config,
  key: string,
  path: string,
): string | undefined {
  const value = config.getOptional(key);
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw configError(path, 'it is not a string', 'Put the value in quotes.');
  }
  return value.trim() || undefined;
}
