import type { SentrySummary } from 'backstage-plugin-sentry-common';
import { contentOf } from '../answers/AnswerCache';
import { summaryCounts } from '../features/summary/queries';
import { readOnly, type ActionParts } from './ActionRunner';
import {
  entityRefInput,
  environmentInput,
  readEnvironments,
  statsPeriodInput,
  type Zod,
} from './inputs';
import { metaSchema, toMeta } from './issueOutput';
import { fence, plain, UNTRUSTED } from './untrusted';

const MAX_COMPONENTS = 20;
const MAX_VERSION = 200;
const MAX_FENCE = 500;

/** `sentry:get-summary`: how an entity does, in numbers. */
export function createGetSummaryAction(
  parts: Pick<ActionParts, 'registry' | 'runner' | 'services'>,
): void {
  const { registry, runner, services } = parts;
  registry.register({
    name: 'get-summary',
    title: 'Get the Sentry summary of an entity',
    description: `
Counts the Sentry issues of an entity: unresolved, new, regressed, escalating, unhandled and of high priority, with the events and users of the window and the health of the newest release. Use it for "how is X doing" and to compare; it is cheaper than listing. For a system, domain or group, \`components\` has the numbers of its parts, the worst first.

To list what a number counts, use list-issues with \`is:unresolved\`, \`is:regressed\`, \`is:escalating\`, \`is:new\`, \`is:unresolved error.unhandled:true\` or \`is:unresolved issue.priority:high\`; where there are \`queries\`, with these. Counts named in \`capped\` are at least that high. Left out: the issues themselves, and events by hour.

${UNTRUSTED}
    `.trim(),
    attributes: readOnly,
    schema: {
      input: zod =>
        zod
          .object({
            entityRef: entityRefInput(zod),
            environment: environmentInput(zod),
            statsPeriod: statsPeriodInput(zod, '14d'),
          })
          .strict(),
      output: outputSchema,
    },
    examples: [
      {
        title: 'The last day of a system',
        input: { entityRef: 'system:shop', statsPeriod: '24h' },
      },
    ],
    action: ({ input, credentials }) => {
      const { entityRef, environment, statsPeriod } = input;
      return runner.readEntity(
        { eventId: 'issue-summary', credentials, entityRef },
        async authorized => {
          const answer = await services.summary.summarize(
            authorized,
            { environment: readEnvironments(environment), statsPeriod },
            { isWhole: true },
          );
          return toOutput(contentOf<SentrySummary>(answer));
        },
      );
    },
  });
}

function outputSchema(zod: Zod) {
  const count = zod.number().optional();
  return zod.object({
    unresolved: count,
    new: count,
    regressed: count,
    escalating: count,
    unhandled: count,
    highPriority: count,
    users: count,
    events: count,
    statsPeriod: zod.string(),
    capped: zod.array(zod.string()).optional(),
    queries: zod.record(zod.string()).optional(),
    components: zod
      .array(
        zod.object({
          ref: zod.string(),
          unresolved: count,
          regressed: count,
          escalating: count,
        }),
      )
      .optional(),
    componentsLeftOut: count,
    release: zod
      .object({
        dateReleased: zod.string().optional(),
        newIssues: count,
        adoption: count,
        crashFreeSessions: count,
        crashFreeUsers: count,
      })
      .optional()
      .describe(
        'The newest release; its version is in `untrusted`. Shares are from 0 to 1',
      ),
    untrusted: zod.string().optional(),
    link: zod.string().optional(),
    ...metaSchema(zod),
  });
}

function toOutput(summary: SentrySummary) {
  const { capped, components, release, trend, queries, links } = summary;
  return {
    ...Object.fromEntries(summaryCounts.map(name => [name, summary[name]])),
    users: summary.users,
    events: trend?.buckets.reduce((sum, [, events]) => sum + events, 0),
    statsPeriod: summary.statsPeriod,
    capped: capped.length ? capped : undefined,
    queries,
    components: components
      ?.slice(0, MAX_COMPONENTS)
      .map(({ ref, unresolved, regressed, escalating }) => ({
        ref,
        unresolved,
        regressed,
        escalating,
      })),
    componentsLeftOut:
      Math.max(0, (components?.length ?? 0) - MAX_COMPONENTS) || undefined,
    release: release && {
      dateReleased: release.dateReleased ?? release.dateCreated,
      newIssues: release.newIssues,
      adoption: release.health?.adoption,
      crashFreeSessions: release.health?.crashFreeSessions,
      crashFreeUsers: release.health?.crashFreeUsers,
    },
    untrusted:
      release &&
      fence(
        [`Newest release: ${plain(release.version, MAX_VERSION)}`],
        MAX_FENCE,
      ),
    link: links.sentry,
    ...toMeta(summary),
  };
}
