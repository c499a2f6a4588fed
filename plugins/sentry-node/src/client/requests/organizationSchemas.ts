import { z } from 'zod';
import type { SentryServerKind } from '../servers/dialects';
import { hasEmail, tidyText } from '../../text/mask';

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
