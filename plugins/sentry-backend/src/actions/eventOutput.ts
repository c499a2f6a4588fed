import type {
  SentryEvent,
  SentryException,
  SentryStackFrame,
} from 'backstage-plugin-sentry-common';
import type { Zod } from './inputs';
import { toLink } from './issueOutput';
import { plain } from './untrusted';

const MAX_EXCEPTIONS = 3;
const MAX_BREADCRUMBS = 10;
const MAX_TAGS = 30;
const MAX_CODE_LINKS = 12;
const MAX_CODE_LINK = 400;
const MAX_MESSAGE = 500;
const MAX_NAME = 120;
const MAX_LINE = 200;
/** Lines of source before and after the failing one. */
const CONTEXT = 2;

/** How much of an event is in the output. */
export interface EventScope {
  /** Frames of each exception. */
  frames: number;
  /** Whether contexts, such as browser and runtime, are included. */
  withContexts?: boolean;
}

/** What Backstage and Sentry say of an event; its texts come apart. */
export function toEvent(event: SentryEvent) {
  const { position } = event;
  return {
    id: event.id,
    dateCreated: event.dateCreated,
    previous: position.previous,
    next: position.next,
    link: toLink(event.link),
  };
}

/** Schema of `toEvent`. */
export function eventSchema(zod: Zod) {
  return zod.object({
    id: zod.string(),
    dateCreated: zod.string().optional(),
    previous: zod.string().optional().describe('Id of the event before it'),
    next: zod.string().optional().describe('Id of the event after it'),
    link: zod.string().optional().describe('The event in Sentry'),
  });
}

/** Schema of the links that `describeEvent` returns. */
export function codeLinksSchema(zod: Zod) {
  return zod
    .array(zod.object({ frame: zod.string(), url: zod.string() }))
    .describe(
      "Lines in the entity's own repository, by the numbers that frames have in `untrusted`",
    );
}

/** What strangers wrote of an event, as lines, and where its frames are in the repository. */
export function describeEvent(event: SentryEvent, scope: EventScope) {
  const codeLinks: { frame: string; url: string }[] = [];
  const traces: SentryException[] = event.exceptions.length
    ? event.exceptions
    : event.threads
        .filter(({ crashed, current }) => crashed || current)
        .map(({ name, frames }) => ({ type: `Thread ${name ?? ''}`, frames }));
  const lines = [
    ...factLines(event),
    ...traces
      .slice(0, MAX_EXCEPTIONS)
      .flatMap((trace, index) => traceLines(trace, index, scope, codeLinks)),
    ...leftOut(traces.length - MAX_EXCEPTIONS, 'more causes'),
    ...evidenceLines(event),
    ...breadcrumbLines(event),
    ...pairs(
      'Tags',
      event.tags.slice(0, MAX_TAGS).map(({ key, value }) => [key, value]),
    ),
    ...(scope.withContexts
      ? event.contexts.flatMap(({ name, facts }) => pairs(name, facts))
      : []),
    ...event.errors.map(error => `Sentry: ${plain(error, MAX_LINE)}`),
  ];
  return { lines, codeLinks: codeLinks.slice(0, MAX_CODE_LINKS) };
}

function factLines(event: SentryEvent): string[] {
  const { request, isHandled } = event;
  const facts: [string, string | undefined][] = [
    ['Environment', event.environment],
    ['Release', event.release?.version],
    ['Handled', isHandled?.toString()],
    ['Request', request && `${request.method ?? ''} ${request.url ?? ''}`],
    ['Message', event.message],
  ];
  return facts.flatMap(([name, value]) =>
    value ? [`${name}: ${plain(value, MAX_MESSAGE)}`] : [],
  );
}

/** The frames of the entity's own code first, each with its place in the whole stack. */
function traceLines(
  { type, value, module, frames }: SentryException,
  index: number,
  scope: EventScope,
  codeLinks: { frame: string; url: string }[],
): string[] {
  const title = [type ?? module, value].filter(Boolean).join(': ');
  const numbered = frames.map((frame, place) => ({
    frame,
    number: `${index + 1}.${place + 1}`,
  }));
  const ordered = [
    ...numbered.filter(({ frame }) => frame.inApp),
    ...numbered.filter(({ frame }) => !frame.inApp),
  ];
  const shown = ordered.slice(0, scope.frames);
  for (const { frame, number } of shown) {
    const url = toLink(frame.sourceUrl, MAX_CODE_LINK);
    if (url) {
      codeLinks.push({ frame: number, url });
    }
  }
  return [
    `${index ? 'Caused by' : 'Exception'}: ${plain(title, MAX_MESSAGE)}`,
    ...shown.flatMap(({ frame, number }, place) => [
      `  ${number} ${describeFrame(frame)}`,
      ...(place === 0 ? contextLines(frame) : []),
    ]),
    ...leftOut(frames.length - shown.length, 'more frames'),
  ];
}

function describeFrame(frame: SentryStackFrame): string {
  const { filename, absPath, module, lineNo, colNo, packageName } = frame;
  const file = plain(filename ?? absPath ?? module ?? packageName, MAX_LINE);
  const place = [file, lineNo, colNo].filter(Boolean).join(':');
  const name = plain(frame.function, MAX_NAME) || '<anonymous>';
  return `${name} (${place})${frame.inApp ? '' : ' [library]'}`;
}

function contextLines({ context, lineNo }: SentryStackFrame): string[] {
  return context
    .filter(([number]) => Math.abs(number - (lineNo ?? 0)) <= CONTEXT)
    .map(
      ([number, text]) =>
        `    ${number === lineNo ? '>' : ' '} ${number} | ${indentOf(text)}${plain(text, MAX_LINE)}`,
    );
}

/** Of a line of source, which means something in some languages. */
function indentOf(text: string): string {
  return (/^[ \t]{1,60}/.exec(text)?.[0] ?? '').replaceAll('\t', '  ');
}

function evidenceLines({ occurrence, csp }: SentryEvent): string[] {
  return [
    ...pairs(
      'Evidence',
      (occurrence?.evidence ?? []).map(({ name, value }) => [name, value]),
    ),
    ...pairs(
      'Content security policy',
      Object.entries(csp ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  ];
}

function breadcrumbLines({ breadcrumbs, ...event }: SentryEvent): string[] {
  const last = breadcrumbs.slice(-MAX_BREADCRUMBS);
  const older =
    breadcrumbs.length - last.length + (event.breadcrumbsOmitted ?? 0);
  return last.length
    ? [
        `Breadcrumbs, oldest first${older ? ` (${older} older ones are left out)` : ''}:`,
        ...last.map(({ timestamp, category, level, message, data }) => {
          const facts = data?.map(([name, value]) => `${name}=${value}`) ?? [];
          const text = [category, level, message, ...facts];
          return `  ${plain([timestamp, ...text].filter(Boolean).join(' '), MAX_LINE)}`;
        }),
      ]
    : [];
}

function pairs(title: string, all: [string, string][]): string[] {
  return all.length
    ? [
        `${plain(title, MAX_NAME)}: ${all
          .map(
            ([name, value]) =>
              `${plain(name, MAX_NAME)}=${plain(value, MAX_NAME)}`,
          )
          .join('; ')}`,
      ]
    : [];
}

function leftOut(count: number, what: string): string[] {
  return count > 0 ? [`  (${count} ${what} are left out)`] : [];
}
