import type {
  SentryProjectEntry,
  SentryProjectsResponse,
} from 'backstage-plugin-sentry-common';
import { contentOf } from '../answers/AnswerCache';
import { readOnly, type ActionParts } from './ActionRunner';
import { describeProblem } from './failures';
import { entityRefInput } from './inputs';
import { metaSchema, toLink, toMeta } from './issueOutput';
import { plain } from './untrusted';

const MAX_PROJECTS = 50;
const MAX_NAME = 100;

/** `sentry:list-projects`: what an entity's annotation names. */
export function createListProjectsAction(
  parts: Pick<ActionParts, 'registry' | 'runner' | 'services'>,
): void {
  const { registry, runner, services } = parts;
  registry.register({
    name: 'list-projects',
    title: 'List Sentry projects of an entity',
    description: `
Lists the Sentry projects that the annotation \`sentry.io/project-slug\` of a catalog entity names, each with its platform and link, or with what is wrong with it. Use it when another action finds nothing or reports problems, to see what the entity is connected to. The other actions don't need it: they take the entity. Left out: projects of other entities, keys (DSNs), and settings.
    `.trim(),
    attributes: readOnly,
    schema: {
      input: zod => zod.object({ entityRef: entityRefInput(zod) }).strict(),
      output: zod =>
        zod.object({
          projects: zod.array(
            zod.object({
              ref: zod.string().describe('As the annotation writes it'),
              slug: zod.string().optional(),
              organization: zod.string().optional(),
              instance: zod.string().optional(),
              platform: zod.string().optional(),
              link: zod.string().optional(),
              problem: zod.string().optional(),
            }),
          ),
          leftOut: zod.number().optional(),
          sorts: zod
            .array(zod.string())
            .optional()
            .describe('What list-issues can sort by here'),
          ...metaSchema(zod),
        }),
    },
    action: ({ input, credentials }) =>
      runner.readEntity(
        {
          eventId: 'project-list',
          credentials,
          entityRef: input.entityRef,
        },
        async authorized => {
          const answer = await services.projects.list(authorized);
          const content = contentOf<SentryProjectsResponse>(answer);
          const { items, capabilities } = content;
          return {
            projects: items.slice(0, MAX_PROJECTS).map(toProject),
            leftOut: Math.max(0, items.length - MAX_PROJECTS) || undefined,
            sorts: capabilities?.sorts,
            ...toMeta(content),
          };
        },
      ),
  });
}

function toProject(entry: SentryProjectEntry) {
  if (entry.problem) {
    return { ref: entry.ref, problem: describeProblem(entry.problem) };
  }
  const { ref, slug, organization, instance, platform, link } = entry;
  return {
    ref,
    slug,
    organization,
    instance,
    platform: platform && plain(platform, MAX_NAME),
    link: toLink(link),
  };
}
