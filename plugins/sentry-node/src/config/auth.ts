import { z } from 'zod';
import { isUnencrypted } from './baseUrl';
import { findKeyFault, findTokenFault } from './secrets';
import { flag, list, optional, section, text } from './values';

const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const SCOPES_FIX = 'Write it such as [event:read, project:read, org:read].';

/** The types of `auth` that need no provider. */
const ownAuthTypes = ['token', 'api-key', 'user', 'token-exchange'];

/** The `auth` of an instance, checked. */
export type AuthKeys = z.output<ReturnType<typeof authSchema>>;

/**
 * The `auth` of an instance, by its type.
 *
 * @param provided - the further types that providers serve
 */
export function authSchema(provided: string[]) {
  const others = [...new Set(provided)].filter(
    type => !ownAuthTypes.includes(type),
  );
  const served = [...ownAuthTypes, ...others];
  return z.discriminatedUnion(
    'type',
    [
      section({ type: z.literal('token'), token: text(findTokenFault) }),
      section({ type: z.literal('api-key'), apiKey: text(findKeyFault) }),
      section({ type: z.literal('user'), requireUserId: flag() }),
      section({
        type: z.literal('token-exchange'),
        clientSecret: text(),
        clientId: text(),
        tokenUrl: text(findTokenUrlFault),
        resource: text(value =>
          /^https?:$/.test(URL.parse(value)?.protocol ?? '')
            ? undefined
            : 'it is not a URL. Write the address that the tokens are for, or leave it out: the API of the instance.',
        ),
        audience: text(),
        scopes: optional(
          list(
            z
              .string({ error: `it is not a scope. ${SCOPES_FIX}` })
              .regex(SCOPE, `it is not a scope. ${SCOPES_FIX}`),
            `it is not a list of scopes. ${SCOPES_FIX}`,
          ).min(1, `the list is empty. ${SCOPES_FIX}`),
        ),
        subjectTokenType: text(),
        requireUserId: flag(),
      }).superRefine(completeExchange),
      // A provider reads keys of its own.
      ...others.map(by =>
        z
          .looseObject({ type: z.literal(by), requireUserId: flag() })
          .transform(({ requireUserId }) => ({
            type: 'provided' as const,
            by,
            requireUserId,
          })),
      ),
    ],
    {
      error: ({ input }) => {
        const { data } = z
          .looseObject({ type: z.unknown().optional() })
          .safeParse(input);
        return data
          ? `${data.type ? 'it is not a supported type' : 'it is missing'}. Use one of: ${served.join(', ')}. Others need a provider, see sentryCredentialsProvidersServiceRef.`
          : 'expected an object. Write it such as { type: token, token: ${SENTRY_TOKEN} }.';
      },
    },
  );
}

function completeExchange(
  keys: { clientSecret?: string; clientId?: string; tokenUrl?: string },
  context: z.core.$RefinementCtx,
): void {
  const require = (key: 'clientId' | 'tokenUrl', fix: string) => {
    // Without a secret there is no credential at all, as with a blank token.
    if (keys.clientSecret && !keys[key]) {
      const message = `it is missing. ${fix}`;
      context.addIssue({ code: 'custom', path: [key], message });
    }
  };
  require('tokenUrl', 'Write the token endpoint of your security token service.');
  require('clientId', 'Write the name that Backstage has as a client of that service.');
}

function findTokenUrlFault(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return 'it is not a URL. Write it with https://.';
  }
  if (url.username || url.password || url.hash) {
    return 'it holds credentials or a hash. Remove them; they belong into `clientId` and `clientSecret`.';
  }
  return isUnencrypted(value)
    ? 'it uses http, by which the client secret and the identities would travel unencrypted. Use https.'
    : undefined;
}
