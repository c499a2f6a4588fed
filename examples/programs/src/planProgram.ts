import {
  oneDay,
  relapseTimes,
  releaseDays,
  storyOf,
  timesOf,
  type Story,
} from './stories';
import {
  seededRandom,
  type SdkEvent,
  type Random,
} from 'backstage-plugin-sentry-emulator';
import type { Program } from './programs';
import type { Operation, ProgramRequest } from './operation';

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
          // Failures of different endpoints are different issues, even if the same code threw them.
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

/** One way in which an operation of a sample program fails. */
interface Failure {
  readonly transaction: string;
  readonly kind:
    'truncated' | 'incomplete' | 'encoding' | 'currency' | 'refused';
  /** Runs the operation with what makes it fail. */
  provoke(): unknown;
}

/** What callers send in place of ISO 4217 codes. */
const wrongCurrencies = ['EURO', 'US$', 'kr.', 'pound', 'CHF.'];

const fineRequest = { id: 'summer-mug', currency: 'EUR' };

/** Every way in which the operations can fail, from what callers send. */
function failuresOf(operations: Operation[]): Failure[] {
  return operations.flatMap((operation, index) => {
    const body = JSON.stringify(operation.body);
    const fine: ProgramRequest = { ...fineRequest, body };
    const requests: [Failure['kind'], ProgramRequest][] = [
      ['incomplete', { ...fine, body: '{}' }],
      ['truncated', { ...fine, body: body.slice(0, -2) }],
      [
        'currency',
        { ...fine, currency: wrongCurrencies[index % wrongCurrencies.length] },
      ],
      ['encoding', { ...fine, id: '%E0%A4%A' }],
    ];
    if (operation.refused) {
      const refused = JSON.stringify(operation.refused);
      requests.push(['refused', { ...fine, body: refused }]);
    }
    return requests.map(([kind, request]) => ({
      transaction: operation.transaction,
      kind,
      provoke: () => operation.run(request),
    }));
  });
}

const users = 240;
const regions = ['eu-west', 'eu-north', 'us-east'];
const pages = ['/', '/summer', '/mugs', '/cart', '/checkout'];

/** Who met a failure, where, and what went before. */
function describeCircumstances(
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
