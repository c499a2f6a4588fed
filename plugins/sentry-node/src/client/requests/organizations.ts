import { z } from 'zod';
import type { SentryServerKind } from '../../config/types';
import { hasEmail, tidyText } from '../../text/mask';
import { apiPath } from '../http/path';
import { readList, readOne } from './read';
import type { SentryPage, SentryRequestOptions } from '../types';
import type { ClientContext } from './context';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { SentryClient } from '../SentryClient';

/**
 * What a server says of itself and of the token it was asked with.
 *
 * @public
 */
export interface SentryIndex {
  /** The version of the API: `0`. */
  version?: string;
  /** Scopes that the token holds; absent where the server does not tell. */
  scopes?: string[];
  /** Whose token it is; absent for one that is nobody's, such as an integration's. */
  user?: { id: string; name?: string };
}

/**
 * An organization as far as these plugins read it.
 *
 * @public
 */
export interface SentryOrganization {
  id: string;
  slug: string;
  name: string;
  /** Where its data lives. Absent where the server has no regions. */
  regionUrl?: string;
}

const id = z.union([z.string(), z.number()]).transform(String);
const name = z
  .string()
  .transform(text => tidyText(text))
  .optional()
  .catch(undefined);

// Sentry names people without a name by their e-mail address.
const nameOfPerson = z
  .string()
  .transform(text => (hasEmail(text) ? undefined : tidyText(text)))
  .optional()
  .catch(undefined);

/** Takes over nothing else: GlitchTip repeats the token here, and Sentry tells the e-mail address. */
export const indexSchema: z.ZodType<SentryIndex> = z
  .object({
    version: z
      .union([z.string(), z.number()])
      .transform(value => String(value).slice(0, 40))
      .optional()
      .catch(undefined),
    auth: z
      .object({ scopes: z.array(z.string().regex(/^[a-z]+:[a-z]+$/)) })
      .nullish()
      .catch(undefined),
    user: z.object({ id, name: nameOfPerson }).nullish().catch(undefined),
  })
  .transform(({ version, auth, user }) => ({
    ...(version !== undefined && { version }),
    ...(auth && { scopes: auth.scopes }),
    ...(user && {
      user: { id: user.id, ...(user.name && { name: user.name }) },
    }),
  }));

const authSchema = z.object({ auth: z.record(z.string(), z.unknown()) });

/**
 * The kind of server, by the index: GlitchTip repeats the token there. `undefined` where it
 * says nothing of any token, as it does to one that it does not know.
 */
export function serverOfIndex(body: unknown): SentryServerKind | undefined {
  const auth = authSchema.safeParse(body).data?.auth;
  return auth && (Object.hasOwn(auth, 'token') ? 'glitchtip' : 'sentry');
}

export const organizationSchema: z.ZodType<SentryOrganization> = z
  .object({
    id,
    slug: z.string().min(1).max(200),
    name,
    links: z
      .object({ regionUrl: z.url({ protocol: /^https?$/ }) })
      .optional()
      .catch(undefined),
  })
  .transform(({ links, ...organization }) => ({
    ...organization,
    name: organization.name || organization.slug,
    ...(links && { regionUrl: links.regionUrl }),
  }));

export async function getIndex(
  { send, server }: ClientContext,
  options?: SentryRequestOptions,
): Promise<SentryIndex> {
  const answer = await send({
    operation: 'getIndex',
    path: apiPath`/`,
    subject: {},
    signal: options?.signal,
  });
  const index = readOne(answer, indexSchema, 'what it says of itself');
  const kind = serverOfIndex(answer.body);
  if (kind) {
    server.adopt(kind);
  }
  return index;
}

export async function getOrganization(
  { send }: ClientContext,
  organization: string,
  options?: SentryRequestOptions,
): Promise<SentryOrganization> {
  const answer = await send({
    operation: 'getOrganization',
    path: apiPath`/organizations/${organization}/`,
    query: { detailed: 0 },
    subject: { organization, scope: 'org:read' },
    signal: options?.signal,
  });
  return readOne(answer, organizationSchema, 'an organization');
}

export async function listOrganizations(
  { send, server }: ClientContext,
  params: { cursor?: string } = {},
  options?: SentryRequestOptions,
): Promise<SentryPage<SentryOrganization>> {
  const answer = await send({
    operation: 'listOrganizations',
    path: apiPath`/organizations/`,
    query: server.dialect.pageQuery(params.cursor, 100),
    subject: { scope: 'org:read' },
    signal: options?.signal,
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
 * @throws SentryProblemError where Sentry does not tell
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
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, nextCursor } = await client.listOrganizations(
      { cursor },
      options,
    );
    if (items.some(({ slug }) => slug === organization)) {
      return true;
    }
    if (!nextCursor) {
      return false;
    }
    cursor = nextCursor;
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
