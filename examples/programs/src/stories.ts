import type { Random } from 'backstage-plugin-sentry-emulator';

export const hour = 3_600_000;
export const oneDay = 24 * hour;

/** What becomes of an issue over the fourteen days of the demo. */
export type Story =
  | 'noisy'
  | 'ongoing'
  | 'rare'
  | 'release'
  | 'escalating'
  | 'regressed'
  | 'resolved'
  | 'archived';

/** Days before now. */
export const demoDays = 13.8;
export const releaseDays = [demoDays, 9, 4] as const;

/** Of every twenty issues, in this order; the rest of an issue's life is chance. */
const mix: Story[] = [
  'ongoing',
  'release',
  'rare',
  'ongoing',
  'escalating',
  'rare',
  'ongoing',
  'regressed',
  'release',
  'ongoing',
  'rare',
  'ongoing',
  'release',
  'rare',
  'ongoing',
  'rare',
  'ongoing',
  'release',
  'rare',
  'ongoing',
];

/** Which story the issue of that number has. */
export function storyOf(number: number): Story {
  if (number % 33 === 11) {
    return 'resolved';
  }
  if (number % 37 === 17) {
    return 'archived';
  }
  return mix[number % mix.length];
}

/** When the events of a story happen, in milliseconds since 1970, oldest first. */
export function timesOf(
  story: Story,
  now: number,
  random: Random,
  events?: number,
): number[] {
  const between = (from: number, to: number, count: number) =>
    Array.from({ length: Math.round(count) }, () =>
      pickTime(now - from * oneDay, now - to * oneDay, random),
    );
  const some = (least: number, most: number) =>
    least + Math.floor(random() * (most - least + 1));
  const times = (() => {
    switch (story) {
      case 'noisy':
        return between(demoDays, 0, events ?? 100);
      case 'ongoing':
        return [
          ...between(demoDays, 8, some(1, 3)),
          ...between(8, 0.1, some(1, 6)),
        ];
      case 'rare':
        return between(some(2, 6), 0.2, some(1, 3));
      case 'release':
        return burst(now, some(12, 34), random);
      case 'escalating':
        return [
          ...between(demoDays, 8, some(2, 4)),
          ...between(8, 1.2, some(2, 5)),
          ...between(0.8, 0, some(22, 40)),
        ];
      default:
        return between(demoDays, 7.5, some(2, 6));
    }
  })();
  return times.sort((a, b) => a - b);
}

/** When a regressed issue comes back. */
export function relapseTimes(now: number, random: Random): number[] {
  const count = 3 + Math.floor(random() * 8);
  return Array.from({ length: count }, () =>
    pickTime(now - 3 * oneDay, now, random),
  ).sort((a, b) => a - b);
}

/** Many right after the newest release, then fewer and fewer. */
function burst(now: number, count: number, random: Random): number[] {
  const start = now - releaseDays[2] * oneDay;
  return Array.from({ length: count }, () =>
    Math.round(start + (now - start) * random() ** 3),
  );
}

/** A moment between two others, likelier by day than by night (UTC). */
function pickTime(from: number, to: number, random: Random): number {
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
