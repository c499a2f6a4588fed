import { NotAllowedError } from '@backstage/errors';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { contentOf } from '../answers/AnswerCache';
import { readOnly, type ActionParts } from './ActionRunner';
import { DEFAULT_LIMIT, listInputs, readListInputs, SEARCH } from './inputs';
import { issueListSchema, toIssueList } from './issueOutput';
import { UNTRUSTED } from './untrusted';

/** `sentry:list-my-issues`: issues of what the caller owns, and those assigned to them. */
export function createListMyIssuesAction(
  parts: Pick<ActionParts, 'registry' | 'runner' | 'auth' | 'mine'>,
): void {
  const { registry, runner, auth, mine } = parts;
  registry.register({
    name: 'list-my-issues',
    title: 'List my Sentry issues',
    description: `
Lists the Sentry issues of all catalog entities that the signed-in user or their groups own, and those assigned to them in Sentry, ${DEFAULT_LIMIT} at a time, the last seen first. Use it for "what should I look at" when no entity is named; use list-issues when one is.

Each issue names its Sentry project; \`entities\` says which entities have it. get-issue needs the ref of one of them.

${SEARCH}

Left out: stack traces, event lists, comments, who the affected users are, and entities that the user may not read.

${UNTRUSTED}
    `.trim(),
    attributes: readOnly,
    schema: {
      input: zod =>
        zod
          .object({
            relation: zod
              .enum(['owned', 'assigned'])
              .optional()
              .describe(
                'owned: of what the user owns; assigned: what is assigned to them. Default: both.',
              ),
            ...listInputs(zod),
          })
          .strict(),
      output: issueListSchema,
    },
    examples: [
      {
        title: 'What is assigned to me',
        input: { relation: 'assigned', sort: 'freq' },
      },
    ],
    action: ({ input, credentials }) => {
      const { relation, ...query } = input;
      return runner.run(
        { eventId: 'my-issues', credentials },
        async ({ caller, event }) => {
          if (!auth.isPrincipal(credentials, 'user')) {
            throw new NotAllowedError(
              'A service owns nothing. Use list-issues with the ref of an entity.',
            );
          }
          const authorized = await mine.authorize(
            caller,
            credentials,
            relation,
          );
          event.allow(authorized.entity);
          const answer = await mine.listIssues(
            authorized,
            relation,
            readListInputs(query),
          );
          return toIssueList(contentOf<SentryIssuesPage>(answer));
        },
      );
    },
  });
}
