import type { Config } from '@backstage/config';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { uuid4 } from '@sentry/core';
import { sentryLinks } from 'backstage-plugin-sentry-node';
import { getDsn } from '../client/projects';
import { annotationOf, readPlace } from '../client/readPlace';
import { SentryApi } from '../client/SentryApi';
import { sendEvent, waitForIssue } from '../client/testEvent';
import { checkpointKey } from './checkpointKey';
import { organizationSlug, placeInput, projectSlug } from './schema';
import { examples } from './sendEvent.examples';

const levels = ['fatal', 'error', 'warning', 'info', 'debug'] as const;

/** `sentry:event:send`: proves that events of a project arrive. */
export function createSendEventAction({ config }: { config: Config }) {
  return createTemplateAction({
    id: 'sentry:event:send',
    description:
      'Sends a test event to a Sentry project and waits until its issue is there',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        organizationSlug,
        projectSlug,
        message: z =>
          z
            .string({
              description:
                'The title of the issue. Default: Hello from Backstage',
            })
            .optional(),
        level: z => z.enum(levels, { description: 'Default: info' }).optional(),
        environment: z =>
          z.string({ description: 'Default: production' }).optional(),
        release: z =>
          z.string({ description: 'The release of the event' }).optional(),
        waitSeconds: z =>
          z
            .number({
              description:
                'How long to wait for the issue, at most 60. 0 does not wait. Default: 60',
            })
            .min(0)
            .max(60)
            .optional(),
        ...placeInput,
      },
      output: {
        eventId: z => z.string({ description: 'The id of the event' }),
        issueId: z =>
          z
            .string({
              description: 'The id of its issue, if it was waited for',
            })
            .optional(),
        issueUrl: z =>
          z
            .string({
              description: "The issue's page in Sentry, if it was waited for",
            })
            .optional(),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const place = readPlace(config, input);
      const project = annotationOf(place, input.projectSlug);
      if (ctx.isDryRun) {
        logger.info(
          `Dry run: would send a test event to the Sentry project ${project}`,
        );
        ctx.output('eventId', '0'.repeat(32));
        ctx.output('issueId', '0');
        ctx.output('issueUrl', sentryLinks.issue(place, '0'));
        return;
      }
      const api = new SentryApi({ place, signal: ctx.signal });
      // Sentry keeps one event of an id: an attempt that is repeated has the same.
      const { eventId } = await ctx.checkpoint({
        key: checkpointKey(ctx, 'sentry.event.id'),
        fn: () => ({ eventId: uuid4() }),
      });
      ctx.output('eventId', eventId);
      await ctx.checkpoint({
        key: checkpointKey(ctx, 'sentry.event.sent'),
        fn: async () => {
          await sendEvent(api, await getDsn(api, input.projectSlug), {
            event_id: eventId,
            timestamp: Date.now() / 1000,
            platform: 'other',
            logger: 'backstage',
            message: input.message ?? 'Hello from Backstage',
            level: input.level ?? 'info',
            environment: input.environment ?? 'production',
            ...(input.release && { release: input.release }),
          });
          return { sent: true };
        },
      });
      const seconds = input.waitSeconds ?? 60;
      if (seconds === 0) {
        logger.info(
          `Sent the event ${eventId} to the Sentry project ${project}`,
        );
        return;
      }
      const issueId = await waitForIssue(api, eventId, {
        seconds,
        signal: ctx.signal,
      });
      const issueUrl = sentryLinks.issue(place, issueId);
      logger.info(`Sentry has the event as the issue ${issueUrl}`);
      ctx.output('issueId', issueId);
      ctx.output('issueUrl', issueUrl);
    },
  });
}
