import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import type { Formats } from '../../formats';
import { componentName } from './componentName';

/**
 * What needs a look first: the most issues, then those not known, then those with none;
 * else by name.
 */
export function byUnresolved({
  compare,
}: Pick<Formats, 'compare'>): (
  a: SentryComponentSummary,
  b: SentryComponentSummary,
) => number {
  return (a, b) =>
    weightOf(b) - weightOf(a) || compare(componentName(a), componentName(b));
}

function weightOf({ unresolved, capped }: SentryComponentSummary): number {
  if (unresolved === undefined) {
    return 0.5;
  }
  return capped ? unresolved + 0.5 : unresolved;
}
