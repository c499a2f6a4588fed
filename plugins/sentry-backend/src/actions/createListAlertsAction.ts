import type {
  SentryAlertRecipient,
  SentryAlertsResponse,
} from 'backstage-plugin-sentry-common';
import { contentOf } from '../answers/AnswerCache';
import { readOnly, type ActionParts } from './ActionRunner';
import { entityRefInput } from './inputs';
import { metaSchema, toLink, toMeta } from './issueOutput';
import { plain } from './untrusted';

const MAX_ALERTS = 50;
const MAX_PROJECTS = 20;
const MAX_NAME = 100;

/** `sentry:list-alerts`: who is alerted of an entity's issues. */
export function createListAlertsAction(
  parts: Pick<ActionParts, 'registry' | 'runner' | 'services'>,
): void {
  const { registry, runner, services } = parts;
  registry.register({
    name: 'list-alerts',
    title: 'List Sentry alerts of an entity',
    description: `
Lists the enabled Sentry alerts that watch the projects of a catalog entity: whom each notifies, in which environment, and when it last fired. \`unalerted\` names the projects whose issues alert no one, each with the link that makes an alert in Sentry. Use it for "is anyone alerted" and "who is paged for this service". Left out: disabled alerts, their conditions, and addresses of people. \`supported: false\` means that the server can't be asked, not that there are none.
    `.trim(),
    attributes: readOnly,
    schema: {
      input: zod => zod.object({ entityRef: entityRefInput(zod) }).strict(),
      output: zod =>
        zod.object({
          supported: zod.boolean(),
          alerts: zod.array(
            zod.object({
              name: zod.string(),
              projects: zod.array(zod.string()),
              environment: zod.string().optional(),
              notifies: zod
                .array(zod.string())
                .describe('Such as `email: team Storefront`'),
              lastFired: zod.string().optional(),
              link: zod.string().optional(),
            }),
          ),
          leftOut: zod.number().optional(),
          unalerted: zod.array(
            zod.object({
              project: zod.string(),
              createLink: zod.string().optional(),
            }),
          ),
          ...metaSchema(zod),
        }),
    },
    action: ({ input, credentials }) =>
      runner.readEntity(
        { eventId: 'alert-list', credentials, entityRef: input.entityRef },
        async authorized => {
          const answer = await services.monitoring.listAlerts(authorized);
          const content = contentOf<SentryAlertsResponse>(answer);
          const { items, unalerted, supported } = content;
          return {
            supported,
            alerts: items.slice(0, MAX_ALERTS).map(alert => ({
              name: plain(alert.name, MAX_NAME),
              projects: alert.projects.slice(0, MAX_PROJECTS),
              environment:
                alert.environment && plain(alert.environment, MAX_NAME),
              notifies: alert.recipients.map(toText),
              lastFired: alert.lastFired,
              link: toLink(alert.link),
            })),
            leftOut: Math.max(0, items.length - MAX_ALERTS) || undefined,
            unalerted: unalerted
              .slice(0, MAX_ALERTS)
              .map(({ project, link }) => ({
                project,
                createLink: toLink(link),
              })),
            ...toMeta(content),
          };
        },
      ),
  });
}

function toText(recipient: SentryAlertRecipient): string {
  const { channel, target, name, fallback } = recipient;
  const whom = [target, name && plain(name, MAX_NAME)].filter(Boolean);
  const otherwise =
    fallback && fallback !== 'none' ? `, else ${fallback} of the project` : '';
  return whom.length ? `${channel}: ${whom.join(' ')}${otherwise}` : channel;
}
