import type { Config } from '@backstage/config';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { alertTriggers, ensureAlert } from '../client/alerts';
import { getProject } from '../client/projects';
import { annotationOf, readPlace } from '../client/readPlace';
import { SentryApi } from '../client/SentryApi';
import { checkpointKey } from './checkpointKey';
import { examples } from './createAlert.examples';
import { organizationSlug, placeInput, projectSlug } from './schema';

/** `sentry:alert:create`: mails a team, or the owners of an issue. */
export function createAlertAction({ config }: { config: Config }) {
  return createTemplateAction({
    id: 'sentry:alert:create',
    description:
      'Creates an alert of a Sentry project that sends an e-mail, unless the project has one of that name',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        organizationSlug,
        projectSlug,
        name: z =>
          z.string({
            description: 'The name of the alert, by which it is found again',
          }),
        triggers: z =>
          z
            .array(z.enum(alertTriggers), {
              description:
                'When it is sent: new, regressed, escalating, highPriority. Default: new and regressed. GlitchTip sends it with every event',
            })
            .optional(),
        teamSlug: z =>
          z
            .string({
              description:
                'The team that gets the e-mail. Default: the owners of the issue',
            })
            .optional(),
        environment: z =>
          z
            .string({ description: 'Only issues of that environment' })
            .optional(),
        frequency: z =>
          z
            .union(
              [
                z.literal(5),
                z.literal(10),
                z.literal(30),
                z.literal(60),
                z.literal(180),
                z.literal(720),
                z.literal(1440),
              ],
              {
                description:
                  'Minutes between two e-mails about one issue: 5, 10, 30 (default), 60, 180, 720 or 1440',
              },
            )
            .optional(),
        ...placeInput,
      },
      output: {
        alertId: z => z.string({ description: 'The id of the alert' }),
        created: z =>
          z.boolean({ description: 'Whether this step created the alert' }),
        kind: z =>
          z.enum(['workflow', 'rule', 'glitchtip'], {
            description:
              "What the server has: Sentry's workflow engine, rules before that, or GlitchTip's alerts",
          }),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const place = readPlace(config, input);
      const project = annotationOf(place, input.projectSlug);
      if (ctx.isDryRun) {
        logger.info(
          `Dry run: would create the alert "${input.name}" of the Sentry project ${project}`,
        );
        ctx.output('alertId', '0');
        ctx.output('created', true);
        ctx.output('kind', 'workflow');
        return;
      }
      const api = new SentryApi({ place, signal: ctx.signal });
      const alert = await ctx.checkpoint({
        key: checkpointKey(ctx, 'sentry.alert.created'),
        fn: async () =>
          ensureAlert(api, await getProject(api, input.projectSlug), {
            name: input.name,
            triggers: input.triggers ?? ['new', 'regressed'],
            team: input.teamSlug,
            environment: input.environment,
            frequency: input.frequency ?? 30,
          }),
      });
      logger.info(
        `${alert.created ? 'Created' : 'Found'} the alert "${input.name}" of the Sentry project ${project}`,
      );
      ctx.output('alertId', alert.id);
      ctx.output('created', alert.created);
      ctx.output('kind', alert.kind);
    },
  });
}
