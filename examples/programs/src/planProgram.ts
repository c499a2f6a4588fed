import { failuresOf } from './failures';
import { relapseTimes, storyOf, timesOf, type Story } from './stories';
import { seededRandom } from 'backstage-plugin-sentry-emulator';
import type { SdkEvent } from 'backstage-plugin-sentry-emulator';
import { describeCircumstances } from './circumstances';
import type { Program } from './programs';

/** An issue of the demo before it exists: its events, and what is done about it. */
export interface PlannedIssue {
  readonly story: Story;
  /** In the order of time. */
  readonly events: PlannedEvent[];
  /** What happens after it was resolved. */
  readonly relapse: PlannedEvent[];
}

export interface PlannedEvent {
  readonly time: number;
  /** Fails, and says how it was. */
  create(): SdkEvent;
}

/** What a program will have reported by now; always the same for a seed and a time. */
export function planProgram(
  program: Program,
  options: { now: number; seed: number },
): PlannedIssue[] {
  const { now, seed } = options;
  const random = seededRandom(seed, `demo of ${program.project}`);
  const failures = failuresOf(program.operations);
  const planned = failures.map((failure, number): PlannedIssue => {
    const noisy = program.noisiest[number / 7];
    const story = noisy === undefined ? storyOf(number) : 'noisy';
    const unhandled = number % 6 === 3;
    const level =
      unhandled && number % 4 === 1 ? 'fatal' : levelOf(failure.kind, number);
    const plan = (time: number): PlannedEvent => {
      const circumstances = describeCircumstances(
        program,
        failure.transaction,
        {
          time,
          now,
          random,
        },
      );
      return {
        time,
        create: () => ({
          ...circumstances,
          error: catchFailure(() => failure.provoke()),
          level,
          unhandled,
          // A failure of one endpoint is not that of another, whoever threw it.
          fingerprint: ['{{ default }}', failure.transaction],
        }),
      };
    };
    return {
      story,
      events: timesOf(story, now, random, noisy).map(plan),
      relapse: story === 'regressed' ? relapseTimes(now, random).map(plan) : [],
    };
  });
  const messages = program.messages.map(({ text, level }): PlannedIssue => ({
    story: 'ongoing',
    events: timesOf('ongoing', now, random).map(time => {
      const circumstances = describeCircumstances(program, 'background job', {
        time,
        now,
        random,
      });
      return {
        time,
        create: () => ({
          ...circumstances,
          message: text,
          level,
          // What the job had to do goes with what it says.
          ...(level === 'info' && {
            attachments: [
              {
                filename: 'job.json',
                data: JSON.stringify({ queue: program.project, waiting: 3 }),
                contentType: 'application/json',
              },
            ],
          }),
        }),
      };
    }),
    relapse: [],
  }));
  return [...planned, ...messages];
}

function levelOf(kind: string, number: number): 'error' | 'warning' | 'info' {
  if (kind === 'refused') {
    return number % 2 === 0 ? 'warning' : 'info';
  }
  return kind === 'encoding' && number % 3 === 0 ? 'warning' : 'error';
}

function catchFailure(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('A sample program that should fail did not');
}
