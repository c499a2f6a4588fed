import { createdAt } from '../serialize/dates';
import type { Directory } from '../directory';
import type { EmulatorToken } from '../types';

interface UserinfoAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly challenge?: string;
}

/** The claims about the user that the token's scopes allow (RFC 6750 §3.1 for the refusals). */
export function userinfo(
  authorization: string | undefined,
  directory: Directory,
  now: number,
): UserinfoAnswer {
  const value = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (value === undefined) {
    return refuse(401, 'invalid_request', 'Bearer realm="api"');
  }
  const token = directory.token(value);
  const user = directory.user(token?.user);
  if (!token || !user || !isGood(token, now)) {
    return refuse(
      401,
      'invalid_token',
      'Bearer realm="api", error="invalid_token"',
    );
  }
  const has = (scope: string) => token.scopes.includes(scope);
  if (!has('openid')) {
    return refuse(
      403,
      'insufficient_scope',
      'Bearer realm="api", error="insufficient_scope", scope="openid"',
    );
  }
  return {
    status: 200,
    body: {
      sub: user.id,
      ...(has('profile') && {
        name: user.name,
        avatar_type: 'letter_avatar',
        avatar_url: null,
        date_joined: createdAt,
      }),
      ...(has('email') && {
        email: user.email,
        email_verified: user.emailVerified ?? true,
      }),
    },
  };
}

/** Who must sign in anew with an organization's provider is still who they are. */
function isGood(token: EmulatorToken, now: number): boolean {
  const { state, expiresAt = Infinity } = token;
  return (state === undefined || state === 'sso-required') && expiresAt > now;
}

function refuse(
  status: number,
  error: string,
  challenge: string,
): UserinfoAnswer {
  return { status, body: { error }, challenge };
}
