import { z } from 'zod';

const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/i;
const payloadSchema = z.object({
  org: z.string().regex(SLUG).optional().catch(undefined),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
});

/**
 * Says whose an organization auth token is: between its two underscores it carries
 * the organization and the server, readable for anybody. Never any part of the
 * token itself.
 *
 * @returns such as ` of the organization acme at sentry.io`, or nothing
 */
export function describeOrganizationToken(token: string): string {
  const payload = readPayload(token);
  if (!payload?.org) {
    return '';
  }
  const host = payload.url && URL.parse(payload.url)?.host;
  return ` of the organization ${payload.org}${host ? ` at ${host}` : ''}`;
}

function readPayload(token: string) {
  const [, payload = ''] = token.split('_');
  try {
    return payloadSchema.safeParse(
      JSON.parse(Buffer.from(payload, 'base64').toString()),
    ).data;
  } catch {
    return undefined;
  }
}
