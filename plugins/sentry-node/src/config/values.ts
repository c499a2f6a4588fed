import { unknownKeys } from './configError';
import { z } from 'zod';
import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type JsonValue } from '@backstage/types';
import { findBaseUrlFault, trimBaseUrl } from './baseUrl';

export const NOT_TEXT = 'it is not a string. Put the value in quotes.';

/** A text that may be absent or blank, trimmed. */
export function text(
  findFault: (value: string) => string | undefined = () => undefined,
  notText = NOT_TEXT,
) {
  return optional(
    z
      .string({ error: notText })
      .trim()
      .superRefine((value, context) => {
        const fault = findFault(value);
        if (fault) {
          context.addIssue(fault);
        }
      }),
  );
}

/** The address of a server, without a trailing slash. */
export function address() {
  return text(findBaseUrlFault).transform(value => value && trimBaseUrl(value));
}

/**
 * Milliseconds of a duration: `{ minutes: 15 }`, `60s`, `15m`, `2 hours`, ISO 8601
 * such as `PT1M`, or 0, which is the same in every unit.
 */
export function duration(min: number, max?: number) {
  return asBackstageReads(
    config => {
      const value = config.getOptional('value');
      return value === 0 || (typeof value === 'string' && value.trim() === '0')
        ? 0
        : durationToMilliseconds(
            readDurationFromConfig(config, { key: 'value' }),
          );
    },
    'it is not a duration. Write it such as 60s, 15m or { minutes: 15 }.',
    value =>
      inRange(value, min, max)
        ? undefined
        : `the duration is out of range. Choose ${rangeOf(min, max)} milliseconds, written such as 60s or { minutes: 1 }.`,
  );
}

export function integer(min: number, max?: number) {
  const fix = `Choose ${rangeOf(min, max)}.`;
  return asBackstageReads(
    config => config.getNumber('value'),
    `it is not a number. ${fix}`,
    value =>
      Number.isInteger(value) && inRange(value, min, max)
        ? undefined
        : `${value} is not a whole number in range. ${fix}`,
  );
}

export function flag() {
  return asBackstageReads(
    config => config.getBoolean('value'),
    'it is neither true nor false. Write true or false.',
  );
}

/** As Backstage's own reader understands it: environment variables give texts only. */
function asBackstageReads<T>(
  read: (config: ConfigReader) => T,
  unreadable: string,
  findFault: (value: T) => string | undefined = () => undefined,
) {
  return optional(
    z.custom<JsonValue>().transform((json, context): T => {
      let value: T;
      try {
        value = read(new ConfigReader({ value: json }));
      } catch {
        context.addIssue(unreadable);
        return z.NEVER;
      }
      const fault = findFault(value);
      if (fault) {
        context.addIssue(fault);
      }
      return value;
    }),
  );
}

function inRange(value: number, min: number, max = Number.MAX_SAFE_INTEGER) {
  return value >= min && value <= max;
}

function rangeOf(min: number, max?: number): string {
  return max === undefined ? `${min} or more` : `${min} to ${max}`;
}

/** An object of these keys alone. */
export function section<T extends z.ZodRawShape>(
  shape: T,
  notAnObject?: string,
) {
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? unknownKeys(issue.keys, Object.keys(shape))
        : notAnObject,
  });
}

export function list<T extends z.ZodType>(item: T, notAList: string) {
  return z.array(item, { error: notAList });
}

export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess(blankAsAbsent, schema.optional());
}

/** An unset environment variable leaves a key blank. */
export function blankAsAbsent(value: unknown): unknown {
  return value === null || (typeof value === 'string' && !value.trim())
    ? undefined
    : value;
}
