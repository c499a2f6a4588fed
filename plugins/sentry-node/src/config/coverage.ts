import { z } from 'zod';
import { readSchedule, scheduleKeys } from './notifications';
import type { SentryConfig } from './types';
import { flag, optional, section } from './values';

type CoverageKeys = z.output<ReturnType<typeof coverage>>;

/** How entities are compared with the projects of Sentry. */
export function coverage() {
  return optional(
    section(
      {
        schedule: scheduleKeys('1h'),
        applyExactMatches: flag(),
      },
      'expected an object. Write it such as { applyExactMatches: true }.',
    ),
  );
}

/** Fills in the defaults. */
export function readCoverage(keys: CoverageKeys): SentryConfig['coverage'] {
  const { schedule, applyExactMatches = false } = keys ?? {};
  return {
    schedule: readSchedule({
      frequency: 60 * 60_000,
      timeout: 10 * 60_000,
      // At the start, people come first.
      initialDelay: 60_000,
      ...schedule,
    }),
    applyExactMatches,
  };
}
