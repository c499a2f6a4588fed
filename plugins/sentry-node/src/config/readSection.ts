import type { Config } from '@backstage/config';
import { configError } from './configError';

/** Where a section stands: its key in the config at hand, and its whole path. */
export interface SectionPlace {
  key: string;
  path: string;
}

/**
 * A section of config; `undefined` where it is absent. Backstage's own reader names
 * the path of one that is something else, but not what to write instead.
 */
export function readSection(
  config: Config,
  { key, path }: SectionPlace,
  example: string,
): Config | undefined {
  const value = config.getOptional(key);
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw configError(path, 'it has no keys', `Write it such as ${example}.`);
  }
  return config.getOptionalConfig(key);
}

/** A list of sections, with the same care. */
export function readSections(
  config: Config,
  { key, path }: SectionPlace,
  example: string,
): Config[] {
  const value = config.getOptional(key);
  if (value === undefined || value === null) {
    return [];
  }
  const fix = `Write a list such as ${example}.`;
  if (!Array.isArray(value)) {
    throw configError(path, 'it is not a list', fix);
  }
  const odd = value.findIndex(
    item => typeof item !== 'object' || item === null || Array.isArray(item),
  );
  if (odd >= 0) {
    throw configError(`${path}[${odd}]`, 'it has no keys', fix);
  }
  return config.getConfigArray(key);
}
