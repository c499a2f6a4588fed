import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import { contentOf } from '../answers/AnswerCache';
import { issueNotFound } from '../features/detail/problems';
import { readOnly, type ActionParts } from './ActionRunner';
import {
  codeLinksSchema,
  describeEvent,
  eventSchema,
  toEvent,
} from './eventOutput';
import { describeProblems } from './failures';
import {
  entityRefInput,
  environmentInput,
  isPageOf,
  issueInput,
  readEnvironments,
  readIssueName,
  statsPeriodInput,
} from './inputs';
import {
  issueLines,
  issueSchema,
  metaSchema,
  toIssue,
  toLink,
  toMeta,
} from './issueOutput';
import { fence, plain, UNTRUSTED } from './untrusted';

const MAX_TEXT = 9_000;
const FRAMES = 8;
const MAX_COMMITS = 3;
const MAX_TICKETS = 5;
const MAX_TAGS = 8;
const MAX_VALUES = 3;
const MAX_NAME = 80;

/** `sentry:get-issue`: one issue with its recommended event. */
export function createGetIssueAction(
  parts: Pick<ActionParts, 'registry' | 'runner' | 'services' | 'sentry'>,
): void {
  const { registry, runner, services, sentry } = parts;
  registry.register({
    name: 'get-issue',
    title: 'Get a Sentry issue',
    description: `
Reads one Sentry issue of an entity: its state and counts, the stack trace of the event that Sentry recommends with links to the lines in the entity's repository (\`codeLinks\`), the last ten breadcrumbs, how tags are distributed, suspect commits and linked tickets. Use it to explain a failure or find where in the code it happens. An issue of a project that is not the entity's is not found.

Frames of the entity's own code come first, numbered by their place in the stack, the newest call being 1.1. Use get-issue-event for more frames, another event, browser and runtime.

Left out: most frames of libraries, older breadcrumbs, comments, values of local variables, headers, bodies of requests, and who the affected users are.

${UNTRUSTED}
    `.trim(),
    attributes: readOnly,
    schema: {
      input: zod =>
        zod
          .object({
            entityRef: entityRefInput(zod),
            issue: issueInput(zod),
            environment: environmentInput(zod),
            statsPeriod: statsPeriodInput(zod, 'all time. Of the counts'),
          })
          .strict(),
      output: zod =>
        zod.object({
          issue: zod.object(issueSchema(zod)),
          event: eventSchema(zod).optional(),
          codeLinks: codeLinksSchema(zod),
          suspectCommits: zod
            .array(
              zod.object({
                id: zod.string(),
                dateCreated: zod.string().optional(),
                url: zod.string().optional(),
              }),
            )
            .optional(),
          tickets: zod
            .array(zod.object({ label: zod.string(), url: zod.string() }))
            .optional(),
          untrusted: zod.string(),
          ...metaSchema(zod),
        }),
    },
    examples: [
      {
        title: 'By short id',
        input: { entityRef: 'shop-web', issue: 'SHOP-WEB-1A' },
      },
    ],
    action: ({ input, credentials }) => {
      const { entityRef, environment, statsPeriod } = input;
      const { id, link } = readIssueName(input.issue);
      return runner.readEntity(
        { eventId: 'issue-detail', credentials, entityRef, issue: id },
        async authorized => {
          const answer = await services.detail.show(authorized, id, {
            environment: readEnvironments(environment),
            statsPeriod,
          });
          const detail = contentOf<SentryIssueDetail>(answer);
          const { instance } = detail.issue.project;
          if (link && !isPageOf(link, sentry.getInstance(instance))) {
            throw issueNotFound(authorized.entity.ref);
          }
          return toOutput(detail);
        },
      );
    },
  });
}

function toOutput(detail: SentryIssueDetail) {
  const { issue, event, eventProblem } = detail;
  const described = event && describeEvent(event, { frames: FRAMES });
  return {
    issue: toIssue(issue),
    event: event && toEvent(event),
    codeLinks: described?.codeLinks ?? [],
    suspectCommits: absentIfEmpty(
      detail.suspectCommits
        .slice(0, MAX_COMMITS)
        .map(({ shortId, dateCreated, url }) => ({
          id: shortId,
          dateCreated,
          url: toLink(url),
        })),
    ),
    tickets: absentIfEmpty(
      detail.externalIssues.slice(0, MAX_TICKETS).flatMap(({ label, url }) => {
        const ticket = toLink(url);
        return ticket ? [{ label: plain(label, MAX_NAME), url: ticket }] : [];
      }),
    ),
    untrusted: fence(
      [
        ...issueLines(issue),
        ...releaseLines(detail),
        ...(described?.lines ?? []),
      ],
      MAX_TEXT,
    ),
    ...toMeta(detail),
    problems: describeProblems([
      ...(eventProblem ? [eventProblem] : []),
      ...detail.problems,
    ]),
  };
}

function releaseLines(detail: SentryIssueDetail): string[] {
  const { firstRelease, lastRelease, suspectCommits, tags } = detail;
  return [
    ...[
      ['First seen in release', firstRelease?.version],
      ['Last seen in release', lastRelease?.version],
    ].flatMap(([name, version]) =>
      version ? [`${name}: ${plain(version, MAX_NAME)}`] : [],
    ),
    ...suspectCommits
      .slice(0, MAX_COMMITS)
      .map(
        ({ shortId, message }) =>
          `Suspect commit ${plain(shortId, MAX_NAME)}: ${plain(message, MAX_NAME)}`,
      ),
    ...tags.slice(0, MAX_TAGS).map(({ key, topValues }) => {
      const shares = topValues
        .slice(0, MAX_VALUES)
        .map(
          ({ value, share }) =>
            `${plain(value, MAX_NAME)} ${Math.round(share * 100)} %`,
        );
      return `Of all events, ${plain(key, MAX_NAME)}: ${shares.join(', ')}`;
    }),
  ];
}

function absentIfEmpty<T>(items: T[]): T[] | undefined {
  return items.length ? items : undefined;
}
