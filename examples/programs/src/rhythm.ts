import type { Random } from 'backstage-plugin-sentry-emulator';

const hour = 3_600_000;

/** A moment between two others, likelier by day than by night (UTC). */
export function pickTime(from: number, to: number, random: Random): number {
  for (;;) {
    const time = Math.round(from + (to - from) * random());
    if (random() < likelihood(time)) {
      return time;
    }
  }
}

/** From 0.15 at three in the night to 1 at three in the afternoon. */
export function likelihood(time: number): number {
  const hourOfDay = (time / hour) % 24;
  return 0.575 - 0.425 * Math.cos(((hourOfDay - 3) / 24) * 2 * Math.PI);
}
