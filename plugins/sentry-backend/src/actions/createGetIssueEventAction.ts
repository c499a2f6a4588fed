import { InputError } from '@backstage/errors';
import type { SentryEventResponse } from 'backstage-plugin-sentry-common';
import { contentOf } from '../answers/AnswerCache';
import { EVENT_FORM, isEvent, normalEvent } from '../router/paths';
import { readOnly, type ActionParts } from './ActionRunner';
import {
  codeLinksSchema,
  describeEvent,
  eventSchema,
  toEvent,
} from './eventOutput';
import {
  entityRefInput,
  environmentInput,
  issueInput,
  readEnvironments,
  readIssueName,
} from './inputs';
import { metaSchema, toMeta } from './issueOutput';
import { fence, plain, UNTRUSTED } from './untrusted';

const MAX_TEXT = 16_000;
const FRAMES = 30;
const MAX_TITLE = 200;

/** `sentry:get-issue-event`: one event of an issue, with more of its stack. */
export function createGetIssueEventAction(
  parts: Pick<ActionParts, 'registry' | 'runner' | 'services'>,
): void {
  const { registry, runner, services } = parts;
  registry.register({
    name: 'get-issue-event',
    title: 'Get an event of a Sentry issue',
    description: `
Reads one event of a Sentry issue of an entity: its whole stack trace (own code first, then libraries, ${FRAMES} frames of each exception) with links to the lines in the entity's repository (\`codeLinks\`), tags, browser, runtime and the last ten breadcrumbs. Use it after get-issue: for the frames that it left out, for the newest or oldest event, or to compare events by stepping with \`event.previous\` and \`event.next\`.

Left out: older breadcrumbs, values of local variables, headers, bodies of requests, and who the affected user is.

${UNTRUSTED}
    `.trim(),
    attributes: readOnly,
    schema: {
      input: zod =>
        zod
          .object({
            entityRef: entityRefInput(zod),
            issue: issueInput(zod),
            event: zod
              .string()
              .max(50)
              .optional()
              .describe(
                '`latest` (default), `oldest`, `recommended`, or the 32 hex digits of an event.',
              ),
            environment: environmentInput(zod),
          })
          .strict(),
      output: zod =>
        zod.object({
          issueId: zod.string(),
          event: eventSchema(zod),
          codeLinks: codeLinksSchema(zod),
          untrusted: zod.string(),
          ...metaSchema(zod),
        }),
    },
    examples: [
      {
        title: 'The newest event',
        input: { entityRef: 'shop-web', issue: 'SHOP-WEB-1A' },
      },
    ],
    action: ({ input, credentials }) => {
      const { entityRef, environment, event = 'latest' } = input;
      const { id } = readIssueName(input.issue);
      if (!isEvent(event)) {
        throw new InputError(`\`event\` ${EVENT_FORM}`);
      }
      return runner.readEntity(
        { eventId: 'issue-detail', credentials, entityRef, issue: id },
        async authorized => {
          const answer = await services.detail.showEvent(
            authorized,
            id,
            normalEvent(event),
            { environment: readEnvironments(environment) },
          );
          const content = contentOf<SentryEventResponse>(answer);
          const { lines, codeLinks } = describeEvent(content.event, {
            frames: FRAMES,
            withContexts: true,
          });
          return {
            issueId: content.issueId,
            event: toEvent(content.event),
            codeLinks,
            untrusted: fence(
              [plain(content.event.title, MAX_TITLE), ...lines],
              MAX_TEXT,
            ),
            ...toMeta(content),
          };
        },
      );
    },
  });
}
