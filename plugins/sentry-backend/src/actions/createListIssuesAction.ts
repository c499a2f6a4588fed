import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { contentOf } from '../answers/AnswerCache';
import { readOnly, type ActionParts } from './ActionRunner';
import {
  DEFAULT_LIMIT,
  entityRefInput,
  listInputs,
  readListInputs,
  SEARCH,
} from './inputs';
import { issueListSchema, toIssueList } from './issueOutput';
import { UNTRUSTED } from './untrusted';

/** `sentry:list-issues`: a page of the issues of an entity. */
export function createListIssuesAction(
  parts: Pick<ActionParts, 'registry' | 'runner' | 'services'>,
): void {
  const { registry, runner, services } = parts;
  registry.register({
    name: 'list-issues',
    title: 'List Sentry issues of an entity',
    description: `
Lists the Sentry issues (errors and what else Sentry found) of one entity of the Backstage catalog, ${DEFAULT_LIMIT} at a time, the last seen first. Start here for "what is broken in X". You never name a Sentry project: the entity's annotation does.

Use get-summary for counts alone, list-my-issues for everything that the user owns, get-issue for a stack trace.

${SEARCH}

Left out: stack traces, event lists, comments, and who the affected users are. \`nextCursor\` gives the next page; narrowing \`query\` is better than reading many pages. For a system, domain or group, \`entities\` says which of its parts have which project. \`problems\` says what is missing from the answer.

${UNTRUSTED}
    `.trim(),
    attributes: readOnly,
    schema: {
      input: zod =>
        zod
          .object({ entityRef: entityRefInput(zod), ...listInputs(zod) })
          .strict(),
      output: issueListSchema,
    },
    examples: [
      {
        title: 'What came back in the web shop',
        input: { entityRef: 'shop-web', query: 'is:unresolved is:regressed' },
      },
      {
        title: 'What release 4.2.0 brought, most frequent first',
        input: {
          entityRef: 'component:default/shop-web',
          query: 'is:unresolved firstRelease:shop-web@4.2.0',
          sort: 'freq',
        },
      },
    ],
    action: ({ input, credentials }) => {
      const { entityRef, ...query } = input;
      return runner.readEntity(
        { eventId: 'issue-list', credentials, entityRef },
        async authorized => {
          const answer = await services.issues.list(
            authorized,
            readListInputs(query),
          );
          return toIssueList(contentOf<SentryIssuesPage>(answer));
        },
      );
    },
  });
}
