import { z } from 'zod';

const CREATE =
  'Create an internal integration in Sentry (Settings, Developer Settings) with read access to Issue & Event, Organization and Project, and use its token.';

interface Mistake {
  is: RegExp;
  fault: string | ((value: string) => string);
  fix: string;
}

/** What is given for a secret of any kind by mistake, and what to do instead. */
const always: Mistake[] = [
  {
    is: /^\$\{?\w+\}?$/,
    fault: 'it is the name of a variable instead of its value',
    fix: 'Write it as ${SENTRY_TOKEN} in app-config, and set that variable.',
  },
  {
    // A header takes nothing else, and what fetch throws then quotes the value.
    is: /[^\x21-\x7e]/,
    fault:
      'it has a space, a line break or another character that no token has',
    fix: 'Copy the token again, whole and alone.',
  },
];

const tokens: Mistake[] = [
  {
    is: /^sntrys_/,
    fault: value =>
      `it is an organization auth token${describeOrganizationToken(value)}, which has only the scope org:ci, for releases and source maps, and cannot read issues`,
    fix: CREATE,
  },
  {
    is: /^https?:\/\/[^/]*@/i,
    fault:
      'it is a DSN, which names a project for programs that send events; it proves nobody, and Sentry lets it read no issues',
    fix: CREATE,
  },
  {
    is: /^https?:\/\//i,
    fault: 'it is a URL',
    fix: `The address of the server belongs into \`baseUrl\`. ${CREATE}`,
  },
  {
    is: /^(bearer|basic|dsn)\s/i,
    fault: 'it starts with the name of a scheme, such as `Bearer`',
    fix: 'Give the token alone.',
  },
  ...always,
];

const keys: Mistake[] = [
  {
    is: /^sntry[a-z]_/,
    fault: 'it is a token and no API key',
    fix: 'Use `auth: { type: token, token: … }` for it.',
  },
  {
    is: /:/,
    fault: 'it has a colon, which no API key has',
    fix: 'Give the key alone, without a password after it.',
  },
  ...always,
];

/** What is wrong with a token, and the fix; never any part of the token itself. */
export function findTokenFault(token: string): string | undefined {
  return findMistake(tokens, token);
}

/** The same for a legacy API key. */
export function findKeyFault(key: string): string | undefined {
  return findMistake(keys, key);
}

/** Whether a text is a token by its form, wherever it stands: then it is not shown. */
export function looksLikeToken(text: string): boolean {
  return /^(sntry[a-z]_|[0-9a-f]{40,}$)/i.test(text);
}

function findMistake(mistakes: Mistake[], value: string): string | undefined {
  const mistake = mistakes.find(({ is }) => is.test(value));
  if (!mistake) {
    return undefined;
  }
  const { fault, fix } = mistake;
  return `${typeof fault === 'string' ? fault : fault(value)}. ${fix}`;
}

const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/i;
const payloadSchema = z.object({
  org: z.string().regex(SLUG).optional().catch(undefined),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
});

/**
 * Whose an organization auth token is: between its two underscores it has the
 * organization and the server, readable for anybody.
 *
 * @returns such as ` of the organization acme at sentry.io`, or nothing
 */
function describeOrganizationToken(token: string): string {
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
