import { z } from 'zod';

/**
 * Who has signed in at Sentry.
 *
 * @public
 */
export interface SentryProfile {
  /** Of the user in Sentry: digits, the same for ever. */
  id: string;
  /** As the user wants to be called. */
  name?: string;
  /** The primary address, which need not be the user's own; see `emailConfirmed`. */
  email?: string;
  /** Whether Sentry says that the user has confirmed that address. */
  emailConfirmed: boolean;
}

const optionalText = z.string().min(1).optional().catch(undefined);

const userSchema = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  name: optionalText,
  email: optionalText,
  emails: z
    .array(z.object({ email: z.string(), is_verified: z.boolean() }))
    .catch([]),
});

export type SentryUser = z.output<typeof userSchema>;

/** The reply of the token endpoint (RFC 6749 §5.1), with the user that Sentry adds. */
export const tokenReplySchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds; where the reply names no end, Sentry's usual 30 days. */
  expires_in: z
    .number()
    .positive()
    .catch(30 * 86_400),
  scope: z.string().catch(''),
  id_token: optionalText,
  user: userSchema,
});

export type TokenReply = z.output<typeof tokenReplySchema>;

/** `GET /api/0/`, which tells every token whose it is and what it may do. */
export const apiRootSchema = z.object({
  auth: z.object({ scopes: z.array(z.string()) }),
  user: userSchema,
});

/** RFC 6749 §5.2. */
export const errorSchema = z.object({
  error: z.string().regex(/^[a-z_]{1,40}$/),
});

export function toProfile(user: SentryUser): SentryProfile {
  const { id, name, email } = user;
  return {
    id,
    name,
    email,
    emailConfirmed: user.emails.some(
      entry =>
        entry.is_verified && entry.email.toLowerCase() === email?.toLowerCase(),
    ),
  };
}
