import { z } from 'zod';
import { compact } from '../../mapping/fields';
import { flag, maybe, maybeList, text, word } from '../../mapping/read';
import { tidyText } from '../../text/mask';
import { apiPath } from '../http/path';
import { itemsOf, readList, readOne } from './read';
import type {
  SentryPage,
  SentryRequestOptions,
  SentryOrganization,
} from '../types';
import type { Call } from './call';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { SentryClient } from '../SentryClient';
import type { SentryAnswer } from '../SentryClient';

const organizationSchema: z.ZodType<SentryOrganization> = z
  .object({
    id: word,
    slug: z.string().min(1).max(200),
    name: text,
    links: maybe(z.object({ regionUrl: z.url({ protocol: /^https?$/ }) })),
  })
  .transform(({ id, slug, name, links }) =>
    compact({
      id,
      slug,
      name: tidyText(name) ?? slug,
      regionUrl: links?.regionUrl,
    }),
  );

export async function getOrganization({
  send,
  organization,
}: Call): Promise<SentryOrganization> {
  const answer = await send({
    operation: 'getOrganization',
    path: apiPath`/organizations/${organization}/`,
    query: { detailed: 0 },
    subject: { scope: 'org:read' },
  });
  return readOne(answer, organizationSchema, 'an organization');
}

const integrationSchema: z.ZodType<SentryAnswer<'listIntegrations'>[number]> = z
  .object({
    slug: z.string().regex(/^[\w-]{1,100}$/),
    name: text,
    webhookUrl: maybe(z.url({ protocol: /^https?$/ }).max(2_000)),
    events: maybeList(z.string().regex(/^[a-z_]{1,40}$/), 20),
    isAlertable: flag,
    isDisabled: flag,
  })
  .transform(({ slug, name, webhookUrl, events = [], ...flags }) =>
    compact({
      slug,
      name: tidyText(name) ?? slug,
      webhookUrl,
      resources: events,
      isAlertable: flags.isAlertable ?? false,
      isDisabled: flags.isDisabled ?? false,
    }),
  );

export async function listIntegrations({
  send,
  organization,
}: Call): Promise<SentryAnswer<'listIntegrations'>[number][]> {
  const answer = await send({
    operation: 'listIntegrations',
    path: apiPath`/organizations/${organization}/sentry-apps/`,
    subject: { scope: 'org:read' },
  });
  return readList(answer, integrationSchema).items;
}

export async function listOrganizations(
  { send, server }: Call,
  params: { cursor?: string } = {},
): Promise<SentryPage<SentryOrganization>> {
  const answer = await send({
    operation: 'listOrganizations',
    path: apiPath`/organizations/`,
    query: server.dialect.pageQuery(params.cursor, 100),
    subject: { scope: 'org:read' },
  });
  return readList(answer, organizationSchema);
}

const MOST_PAGES = 10;

/**
 * Finds out whose token a client asks with, and whether that is who is expected.
 *
 * @param expected - `organization`: a slug that the token must reach; `userId`: the id in
 *   Sentry of the user it must belong to. What is absent is not checked.
 * @returns the `NOT_CONNECTED` problem that the caller is connected to a different
 *   account or organization; `undefined` where all is as expected
 * @throws SentryProblemError where Sentry does not return it
 * @public
 */
export async function checkSentryIdentity(
  client: SentryClient,
  expected: { organization?: string; userId?: string },
  options?: SentryRequestOptions,
): Promise<SentryProblem | undefined> {
  const { organization, userId } = expected;
  if (userId !== undefined) {
    const { user } = await client.getIndex(options);
    if (user?.id !== userId) {
      return different(
        'a different Sentry account than the one you signed in with',
      );
    }
  }
  if (
    organization !== undefined &&
    !(await reaches(client, organization, options))
  ) {
    return different(
      `a Sentry account without access to the organization \`${organization}\``,
    );
  }
  return undefined;
}

async function reaches(
  client: SentryClient,
  organization: string,
  options?: SentryRequestOptions,
): Promise<boolean> {
  const organizations = itemsOf(
    cursor => client.listOrganizations({ cursor }, options),
    MOST_PAGES,
  );
  for await (const { slug } of organizations) {
    if (slug === organization) {
      return true;
    }
  }
  return false;
}

function different(account: string): SentryProblem {
  return {
    code: 'NOT_CONNECTED',
    message: `You are connected to ${account}.`,
    action:
      'Sign in to Sentry as the right account, and choose Connect to Sentry again.',
  };
}
