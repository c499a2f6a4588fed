import type { Config } from '@backstage/config';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { getDsn } from '../client/projects';
import { annotationOf, readPlace } from '../client/readPlace';
import { SentryApi } from '../client/SentryApi';
import { examples } from './fetchDsn.examples';
import {
  exampleDsn,
  organizationSlug,
  placeInput,
  projectSlug,
} from './schema';

/**
 * Creates the template action `sentry:fetch:dsn`, which returns the public DSN of a project.
 *
 * @param options - `config`: the root of config
 * @public
 */
export function createSentryFetchDSNAction(options: { config: Config }) {
  const { config } = options;
  return createTemplateAction({
    id: 'sentry:fetch:dsn',
    description: 'Returns the public DSN of a Sentry project',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        organizationSlug,
        projectSlug,
        keyName: z =>
          z
            .string({
              description:
                'The name of the client key. Default: the first active one',
            })
            .optional(),
        ...placeInput,
      },
      output: {
        dsn: z =>
          z
            .string({ description: 'The public DSN of the Sentry project' })
            .optional(),
      },
    },
    async handler(ctx) {
      const { projectSlug: project, keyName } = ctx.input;
      const place = readPlace(config, ctx.input);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Dry run: would read the DSN of the Sentry project ${annotationOf(place, project)}`,
        );
        ctx.output('dsn', exampleDsn);
        return;
      }
      const api = new SentryApi({ place, signal: ctx.signal });
      ctx.output('dsn', await getDsn(api, project, keyName));
    },
  });
}
