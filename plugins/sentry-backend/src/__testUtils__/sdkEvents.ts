import type { SdkEvent } from 'backstage-plugin-sentry-emulator';

const MINUTE = 60_000;

/**
 * Events that make so many issues, each last seen `step` minutes before the one
 * ahead of it.
 */
export function distinctErrors(
  count: number,
  options: { name: string; step?: number; first?: number; now?: number },
): SdkEvent[] {
  const { name, step = 1, first = 1, now = Date.now() } = options;
  return Array.from({ length: count }, (_, index) => ({
    type: 'TypeError',
    value: `${name} ${index}`,
    fingerprint: [`${name}-${index}`],
    time: now - (first + index * step) * MINUTE,
    user: `user-${index % 7}`,
  }));
}
