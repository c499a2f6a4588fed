import { z } from 'zod';

const claimsSchema = z.object({ exp: z.number().positive().max(1e11) });

/**
 * When a token ends that is a JWT (RFC 7519 §4.1.4), as those of gateways and token
 * services can be. For diagnostics alone: nothing of it is proved.
 *
 * @returns milliseconds since 1970; `undefined` for Sentry's own tokens, which don't tell
 */
export function expiryOfJwt(token: string): number | undefined {
  const [, claims, ...rest] = token.split('.');
  if (!claims || rest.length !== 1) {
    return undefined;
  }
  try {
    const parsed = claimsSchema.safeParse(
      JSON.parse(Buffer.from(claims, 'base64url').toString()),
    );
    return parsed.data && parsed.data.exp * 1000;
  } catch {
    return undefined;
  }
}
