import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { z as zod } from 'zod';
import { annotationOf, readPlace } from '../client/readPlace';
import { apiPath, SentryApi } from '../client/SentryApi';
import { checkpointKey } from './checkpointKey';
import { examples } from './linkRepository.examples';
import { organizationSlug, placeInput, projectSlug } from './schema';

/** `sentry:repository:link`: links a repository that is connected to the organization. */
export function createLinkRepositoryAction({ config }: { config: Config }) {
  return createTemplateAction({
    id: 'sentry:repository:link',
    description:
      'Links a Sentry project to a source repository that is connected to its organization',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        organizationSlug,
        projectSlug,
        repository: z =>
          z.string({
            description:
              'The repository as its host names it, such as acme/shop',
          }),
        ...placeInput,
      },
      output: {
        repositoryId: z =>
          z.string({ description: 'The id of the repository in Sentry' }),
        created: z =>
          z.boolean({ description: 'Whether this step created the link' }),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const place = readPlace(config, input);
      const project = annotationOf(place, input.projectSlug);
      if (ctx.isDryRun) {
        logger.info(
          `Dry run: would link the Sentry project ${project} to ${input.repository}`,
        );
        ctx.output('repositoryId', '0');
        ctx.output('created', true);
        return;
      }
      const api = new SentryApi({ place, signal: ctx.signal });
      const { repositoryId, created } = await ctx.checkpoint({
        key: checkpointKey(ctx, 'sentry.repository.linked'),
        fn: async () => {
          const id = await findRepository(api, input.repository);
          // 200 where the link is there, 201 where it is new.
          const link = await api.request({
            method: 'POST',
            what: `link the project "${input.projectSlug}" to ${input.repository}`,
            scopes: ['project:write'],
            path: apiPath`/projects/${place.organization}/${input.projectSlug}/repo/`,
            body: { repositoryId: Number(id) },
            schema: zod.object({ created: zod.boolean() }),
            onMissing:
              'Check the slug of the project. Servers before 2026 have no such links.',
          });
          return { repositoryId: id, created: link.created };
        },
      });
      logger.info(
        `The Sentry project ${project} is linked to ${input.repository}`,
      );
      ctx.output('repositoryId', repositoryId);
      ctx.output('created', created);
    },
  });
}

async function findRepository(api: SentryApi, name: string): Promise<string> {
  const { organization } = api.place;
  const listed = await api.find(
    {
      what: `find the repository ${name}`,
      scopes: ['org:read'],
      path: apiPath`/organizations/${organization}/repos/`,
      // GitLab's have spaces around the slash, so that only a part is searched for.
      query: { query: name.split('/').at(-1) ?? name, status: 'active' },
      schema: zod.array(zod.object({ id: zod.string(), name: zod.string() })),
      onMissing: 'This server may have no repositories.',
    },
    one => keyOf(one.name) === keyOf(name),
  );
  const found = 'data' in listed ? listed.data : undefined;
  if (!found) {
    throw new InputError(
      `The repository ${name} is not connected to the Sentry organization "${organization}". Give Sentry's integration (Settings, Integrations) access to it; a new repository appears there within some minutes.`,
    );
  }
  return found.id;
}

function keyOf(name: string): string {
  return name.replace(/\s*\/\s*/g, '/').toLowerCase();
}
