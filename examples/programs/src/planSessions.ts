import {
  seededRandom,
  type SdkSessions,
} from 'backstage-plugin-sentry-emulator';
import { versionAt } from './planProgram';
import { demoDays, hour, likelihood, oneDay } from './stories';
import type { Program } from './programs';

const users = 400;
/** How long users stay with the release before, on average. */
const lingerDays = 0.7;

/** Of the newest release more crash: the regression that the demo shows. */
const crashRates = { older: 0.004, newest: 0.03 };
const errorRate = 0.04;

/** The sessions of a program over the days of the demo; none where it has none. */
export function planSessions(
  program: Program,
  { now, seed }: { now: number; seed: number },
): SdkSessions[] {
  const random = seededRandom(seed, `sessions of ${program.project}`);
  const newest = program.versions[program.versions.length - 1];
  const planned: SdkSessions[] = [];
  const first = Math.ceil((now - demoDays * oneDay) / hour) * hour;
  for (let started = first; started < now; started += hour) {
    const count = Math.round(program.sessions * likelihood(started));
    for (let index = 0; index < count; index += 1) {
      const lag = -Math.log(1 - random()) * lingerDays * oneDay;
      const version = versionAt(program, now - started + lag);
      const rate = version === newest ? crashRates.newest : crashRates.older;
      const chance = random();
      planned.push({
        release: `${program.project}@${version}`,
        environment: random() < 0.9 ? 'production' : 'staging',
        user: String(1000 + Math.floor(random() * users)),
        started,
        ...outcome(chance, rate),
      });
    }
  }
  return planned;
}

function outcome(
  chance: number,
  crashRate: number,
): Pick<SdkSessions, 'crashed' | 'errored' | 'exited'> {
  if (chance < crashRate) {
    return { crashed: 1 };
  }
  return chance < crashRate + errorRate ? { errored: 1 } : { exited: 1 };
}
