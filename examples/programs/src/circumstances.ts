import { releaseDays } from './stories';
import { oneDay } from '../store/escalation';
import type { Program } from './programs';
import type { Random } from 'backstage-plugin-sentry-emulator';
import type { SdkEvent } from 'backstage-plugin-sentry-emulator';

const users = 240;
const regions = ['eu-west', 'eu-north', 'us-east'];
const pages = ['/', '/summer', '/mugs', '/cart', '/checkout'];

/** Who met a failure, where, and what went before. */
export function describeCircumstances(
  program: Program,
  transaction: string,
  options: { time: number; now: number; random: Random },
): SdkEvent {
  const { time, now, random } = options;
  const pick = (list: string[]) => list[Math.floor(random() * list.length)];
  const region = pick(regions);
  // A few users meet far more failures than the others.
  const user = String(1000 + Math.floor(random() ** 2 * users));
  const [method, path] = transaction.includes(' /')
    ? transaction.split(' ', 2)
    : [];
  return {
    time,
    eventId: Array.from({ length: 4 }, () =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join(''),
    environment: random() < 0.85 ? 'production' : 'staging',
    release: `${program.project}@${versionAt(program, now - time)}`,
    user,
    transaction,
    tags: { region },
    ...(path && {
      request: {
        method,
        url: `https://${program.project}.example${path.replace(':id', 'summer-mug')}?ref=${region}`,
        headers: { Accept: 'application/json', 'Accept-Language': 'en' },
      },
    }),
    contexts: { shop: { region, currency: 'EUR' } },
    breadcrumbs: [
      {
        category: 'navigation',
        message: `Opened ${pick(pages)}`,
        secondsBefore: 42,
      },
      {
        type: 'http',
        category: 'http',
        message: transaction,
        data: { method, status_code: 500 },
        secondsBefore: 1,
      },
    ],
  };
}

export function versionAt(program: Program, age: number): string {
  const index = releaseDays.findLastIndex(days => age <= days * oneDay);
  return program.versions[Math.max(0, index)];
}
