import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { SENTRY_USER_TOKEN_HEADER } from 'backstage-plugin-sentry-common';
import {
  createSentryCaller,
  type SentryCaller,
} from 'backstage-plugin-sentry-node';
import type { Request } from 'express';

/** Printable ASCII without spaces, in characters. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

/**
 * Who asks, with the Sentry token that the request brought of them. It goes no further
 * than this request, and what is thrown does not repeat it.
 *
 * @throws InputError where the header can't be a token
 * @throws NotAllowedError where a service sends it
 */
export function readCaller(
  request: Request,
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >,
): SentryCaller {
  if (request.headers[SENTRY_USER_TOKEN_HEADER] === undefined) {
    return createSentryCaller({ credentials });
  }
  if (credentials.principal.type !== 'user') {
    throw new NotAllowedError(
      `Header \`${SENTRY_USER_TOKEN_HEADER}\` is taken from users alone`,
    );
  }
  // Not `headers`, where several values have become one.
  const values = request.headersDistinct[SENTRY_USER_TOKEN_HEADER] ?? [];
  const [userToken] = values;
  if (values.length > 1 || !TOKEN.test(userToken)) {
    throw new InputError(
      `Header \`${SENTRY_USER_TOKEN_HEADER}\` must be one token: at most 4096 printable ASCII characters, no spaces`,
    );
  }
  return createSentryCaller({ credentials, userToken });
}
