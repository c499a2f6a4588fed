import { errorSchema } from './schemas';

const CHECK_CLIENT =
  'Check `clientId` and `clientSecret` of the auth provider `sentry`, and that the application is still active in Sentry.';
const CHECK_BASE_URL =
  'Check the `baseUrl` of the auth provider `sentry`, and whether that server is well.';

/** What Sentry says on its page, by the `error` the browser comes back with. */
const authorizationErrors: Record<string, string> = {
  access_denied: 'access was denied on the page of Sentry',
  invalid_scope:
    'Sentry does not know one of the scopes that were asked for. Check `additionalScopes` of the auth provider `sentry`.',
  invalid_request:
    'Sentry does not understand the request. Its version may not support PKCE.',
  unauthorized_client: `Sentry does not let this application ask. ${CHECK_CLIENT}`,
};

/** What the token endpoint says. Sentry describes none of it. */
const tokenErrors: Record<string, string> = {
  invalid_client: `Sentry does not accept the client id and secret. ${CHECK_CLIENT}`,
  invalid_grant:
    'Sentry does not accept this sign-in any more: it has expired, was used before, or was revoked. Connect to Sentry again.',
  unsupported_grant_type:
    'Sentry does not offer this kind of sign-in. Its version may be too old.',
};

/** Only what RFC 6749 allows for a code is repeated: the text comes from outside. */
export function explainAuthorizationError(code: string): string {
  return (
    lookUp(authorizationErrors, code) ??
    `Sentry refused with ${readCode({ error: code }) ?? 'an error that it does not name'}`
  );
}

/** Why the token endpoint gave no tokens; nothing of its answer but a known code is repeated. */
export function explainTokenError(status: number, body: unknown): string {
  const code = readCode(body);
  if (code === undefined) {
    return `Sentry answered ${status} where tokens are issued. ${CHECK_BASE_URL}`;
  }
  return (
    lookUp(tokenErrors, code) ?? `Sentry refused to issue tokens with ${code}`
  );
}

export function explainUnexpected(what: string): string {
  return `Sentry answered something else than ${what}. ${CHECK_BASE_URL}`;
}

export function explainUnreachable(): string {
  return `Sentry could not be reached. ${CHECK_BASE_URL}`;
}

function readCode(body: unknown): string | undefined {
  return errorSchema.safeParse(body).data?.error;
}

function lookUp(
  table: Record<string, string>,
  key: string,
): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
