import { readDurationFromConfig, type Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { configError } from './configError';

/** A place in config, the value where it has none, and what it must reach. */
export interface NumberOptions {
  key: string;
  path: string;
  fallback: number;
  min: number;
  max?: number;
}

/**
 * Milliseconds of a duration: `{ minutes: 15 }`, `60s`, `15m`, `2 hours`, ISO 8601
 * such as `PT1M`, or 0, which is the same in every unit.
 */
export function readMilliseconds(
  config: Config | undefined,
  options: NumberOptions,
): number {
  const { key, path, fallback, min, max = Number.MAX_SAFE_INTEGER } = options;
  if (!config?.has(key)) {
    return fallback;
  }
  let milliseconds: number;
  try {
    milliseconds = isZero(config.getOptional(key))
      ? 0
      : durationToMilliseconds(readDurationFromConfig(config, { key }));
  } catch (error) {
    throw configError(
      path,
      `it is no duration (${toError(error).message})`,
      'Write it such as 60s, 15m or { minutes: 15 }.',
    );
  }
  if (!(milliseconds >= min && milliseconds <= max)) {
    throw configError(
      path,
      `the duration is out of range`,
      `Choose ${describeRange({ min, max: options.max })} milliseconds, written such as 60s or { minutes: 1 }.`,
    );
  }
  return milliseconds;
}

export function readInteger(
  config: Config | undefined,
  options: NumberOptions,
): number {
  const value = readNumber(config, options);
  if (value === undefined) {
    return options.fallback;
  }
  const { min, max = Number.MAX_SAFE_INTEGER } = options;
  if (!Number.isInteger(value) || value < min || value > max) {
    throw configError(
      options.path,
      `${value} is no whole number in range`,
      `Choose ${describeRange(options)}.`,
    );
  }
  return value;
}

export function readFlag(
  config: Config | undefined,
  key: string,
  path: string,
): boolean | undefined {
  try {
    return config?.getOptionalBoolean(key);
  } catch {
    throw configError(
      path,
      'it is neither true nor false',
      'Write true or false.',
    );
  }
}

function readNumber(
  config: Config | undefined,
  options: NumberOptions,
): number | undefined {
  try {
    return config?.getOptionalNumber(options.key);
  } catch {
    throw configError(
      options.path,
      'it is not a number',
      `Choose ${describeRange(options)}.`,
    );
  }
}

/** As a number, or as the text that an environment variable makes of it. */
function isZero(value: unknown): boolean {
  return value === 0 || (typeof value === 'string' && value.trim() === '0');
}

function describeRange({ min, max }: { min: number; max?: number }): string {
  return max === undefined ? `${min} or more` : `${min} to ${max}`;
}
