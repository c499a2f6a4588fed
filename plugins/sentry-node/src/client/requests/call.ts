import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { z } from 'zod';
import type { SentryCredentials } from '../../credentials/types';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryHttpRequest } from '../http/types';
import type { ServerFacts } from '../servers/facts';
import type { MappingContext } from '../../mapping/links';
import { readIf, readOne } from './read';
import type { SentryDetailField, SentryServerKind } from '../../config/types';
import { compact } from '../../mapping/fields';
import { maybe, maybeWord, text, word } from '../../mapping/read';
import { hasEmail, tidyText } from '../../text/mask';
import { apiPath } from '../http/path';
import type { SentryAnswer } from '../SentryClient';
import type { SentryProjectFacts } from '../types';

/**
 * Asks for what GlitchTip has under another path than Sentry, or in another way. Where it is
 * refused by a server whose kind is not certain, that is found out; then it is asked once
 * more where the server is of another kind than was thought.
 */
export async function inDialect<T>(
  { server, identify }: Call,
  send: () => Promise<T>,
): Promise<T> {
  const { dialect } = server;
  try {
    return await send();
  } catch (error) {
    if (!isOfOthers(error)) {
      throw error;
    }
    // Another call may have found it out meanwhile.
    await identify();
    if (dialect === server.dialect) {
      throw error;
    }
    return send();
  }
}

/**
 * How GlitchTip answers what it does not know: 405, 422 to Sentry's names of orders and
 * events, and a web page, with 404 or with 200.
 */
export function isOfOthers(error: unknown): boolean {
  const { noEndpoint, webPage } = SentryUpstreamError.of(error);
  return (
    SentryUpstreamError.hasStatus(error, 405, 422) ||
    Boolean(noEndpoint || webPage)
  );
}

/** What a project is asked about by. */
export type ProjectRef = Pick<SentryProjectFacts, 'id' | 'slug'>;

/**
 * A request without what its call adds: the caller's signal, and of the subject the
 * organization, and the projects and environments of the query.
 */
export type CallRequest = Omit<SentryHttpRequest, 'subject' | 'signal'> & {
  subject: Omit<
    SentryHttpRequest['subject'],
    'organization' | 'projects' | 'environments'
  >;
};

/** One call of the client, with all that its requests have in common. */
export interface Call {
  /** Slug; empty where the call is about the server or the token. */
  readonly organization: string;
  readonly server: ServerFacts;
  /** Event fields that config opts in to. */
  readonly detailFields: SentryDetailField[];
  /** Sends with other credentials than the client's where these are given. */
  send(
    request: CallRequest,
    credentials?: SentryCredentials,
  ): Promise<SentryHttpAnswer>;
  /**
   * Finds out whether the server is Sentry or GlitchTip, where that is not certain: its index
   * shows it, whatever the token may do. Where it can't be asked now, it stays uncertain.
   */
  identify(): Promise<void>;
  /** With what answers are mapped, as far as the server is known by now. */
  mapping(): MappingContext;
  /**
   * Names an endpoint that may be missing. By organization and credential, since one
   * that is hidden from a user is 404 as well.
   */
  lackOf(operation: string): string;
}

/**
 * Asks for what not every server, plan and token has: a refusal, or another
 * shape, means that the server doesn't have it.
 */
export async function ask<T>(
  call: Call,
  schema: z.ZodType<T>,
  request: CallRequest & { operation: 'countUsers' | 'eventTrend' },
): Promise<T | undefined> {
  const { send, server, organization, identify, lackOf } = call;
  const lack = lackOf(request.operation);
  if (server.lacks(lack)) {
    return undefined;
  }
  try {
    return readIf(await send(request), schema);
  } catch (error) {
    if (SentryUpstreamError.of(error).noEndpoint) {
      await identify();
      if (server.isGlitchtip) {
        return undefined;
      }
      server.noteMissing(request.operation, organization);
      server.noteLack(lack);
      return undefined;
    }
    // With an environment, it may be that which is missing.
    if (
      SentryUpstreamError.hasStatus(error, 404) &&
      !request.query?.environment?.length
    ) {
      server.noteLack(lack);
    }
    if (SentryUpstreamError.hasStatus(error, 400, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Asks an endpoint that not every server, plan and organization has: `undefined` where it is
 * absent, which is believed for ten minutes where the server says so without doubt.
 *
 * @param operation - of the request, as its metrics name it
 */
export async function ifPresent<T>(
  { server, lackOf, identify }: Call,
  operation: string,
  send: () => Promise<T>,
): Promise<T | undefined> {
  const lack = lackOf(operation);
  if (server.isGlitchtip || server.lacks(lack)) {
    return undefined;
  }
  try {
    return await send();
  } catch (error) {
    const { noEndpoint, withoutBody } = SentryUpstreamError.of(error);
    if (isOfOthers(error)) {
      await identify();
    }
    if (noEndpoint || withoutBody) {
      server.noteLack(lack);
    }
    if (isOfOthers(error) || SentryUpstreamError.hasStatus(error, 404, 410)) {
      return undefined;
    }
    throw error;
  }
}

/** Takes over nothing else: GlitchTip repeats the token here, and Sentry adds the e-mail address. */
export const indexSchema: z.ZodType<SentryAnswer<'getIndex'>> = z
  .object({
    version: maybeWord,
    auth: maybe(
      z.object({ scopes: z.array(z.string().regex(/^[a-z]+:[a-z]+$/)) }),
    ),
    user: maybe(z.object({ id: word, name: text })),
  })
  .transform(({ version, auth, user }) =>
    compact({
      version: version?.slice(0, 40),
      scopes: auth?.scopes,
      user: user && compact({ id: user.id, name: nameOfPerson(user.name) }),
    }),
  );

/** Sentry names people without a name by their e-mail address. */
function nameOfPerson(name = ''): string | undefined {
  return hasEmail(name) ? undefined : tidyText(name);
}

const authSchema = z.object({ auth: z.record(z.string(), z.unknown()) });

/**
 * The kind of server, by the index: GlitchTip repeats the token there. `undefined` where it
 * says nothing of any token, as it does to one that it does not know.
 */
function serverOfIndex(body: unknown): SentryServerKind | undefined {
  const auth = authSchema.safeParse(body).data?.auth;
  return auth && (Object.hasOwn(auth, 'token') ? 'glitchtip' : 'sentry');
}

export async function getIndex({
  send,
  server,
}: Call): Promise<SentryAnswer<'getIndex'>> {
  const answer = await send({
    operation: 'getIndex',
    path: apiPath`/`,
    subject: {},
  });
  const index = readOne(answer, indexSchema, 'what it says of itself');
  const kind = serverOfIndex(answer.body);
  if (kind) {
    server.adopt(kind);
  }
  return index;
}
