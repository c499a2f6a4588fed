import { z } from 'zod';
import { coverage } from './coverage';
import { MAX_TIMER_MS, notifications } from './notifications';
import { sentryDetailFields } from './types';
import { authSchema } from './auth';
import { findTokenFault, looksLikeToken } from './secrets';
import {
  address,
  blankAsAbsent,
  duration,
  flag,
  integer,
  list,
  NOT_TEXT,
  optional,
  section,
  text,
} from './values';

/** Stands before a colon in annotations, and in answers. */
const INSTANCE_NAME = /^[a-z0-9][a-z0-9_-]*$/i;
const SLUG = /^[a-z0-9_-]+$/i;
const SLUG_FIX =
  'Use the slug, the part after /organizations/ or before .sentry.io in the address of your Sentry, such as acme.';
const DIGITS = `it is a number, which no organization has for a slug. ${SLUG_FIX}`;

/**
 * The `sentry` section of config. Each message has the form `fault. Fix.`, and never
 * repeats a value: it may be a secret.
 *
 * @param provided - the further types of `auth` that providers serve
 */
export function sentrySchema(provided: string[]) {
  const auth = authSchema(provided);
  return section(
    {
      ...instanceKeys(auth),
      instances: list(
        section(
          { name: instanceName(), ...instanceKeys(auth) },
          'expected an object. Write a list such as [{ name: eu, organization: acme-eu }].',
        ).superRefine(oneCredential),
        'expected a list. Write a list such as [{ name: eu, organization: acme-eu }].',
      ).optional(),
      cache: optional(
        section(
          {
            ttl: duration(0),
            staleFor: duration(0),
            accessTtl: duration(0),
          },
          'expected an object. Write it such as { ttl: 60s }.',
        ),
      ),
      triage: optional(
        section(
          { enabled: flag() },
          'expected an object. Write it such as { enabled: true }.',
        ),
      ),
      notifications: notifications(),
      coverage: coverage(),
      detail: optional(
        section(
          { include: detailFields() },
          'expected an object. Write it such as { include: [localVariables] }.',
        ),
      ),
      // What the packages below `sentry` read themselves.
      actions: optional(
        section(
          { allowServices: flag() },
          'expected an object. Write it such as { allowServices: true }.',
        ),
      ),
      audit: optional(
        section(
          { lists: flag() },
          'expected an object. Write it such as { lists: false }.',
        ),
      ),
      catalog: optional(
        section(
          { annotationModel: flag() },
          'expected an object. Write it such as { annotationModel: true }.',
        ),
      ),
      startupCheck: flag(),
    },
    'expected an object. Write it such as { organization: acme, token: ${SENTRY_TOKEN} }.',
  ).superRefine(oneCredential);
}

/** What config says of one instance, checked. */
export type InstanceKeys = Omit<
  z.output<ReturnType<typeof sentrySchema>>,
  'instances'
>;

function instanceKeys<T extends z.ZodType>(auth: T) {
  return {
    organization: text(findSlugFault, DIGITS),
    token: text(findTokenFault),
    auth: optional(auth),
    baseUrl: address(),
    publicUrl: address(),
    server: optional(
      z.enum(['sentry', 'glitchtip'], {
        error:
          'it is not a known kind of server. Write sentry or glitchtip, or leave it out: it is detected.',
      }),
    ),
    allowedOrganizations: allowedOrganizations(),
    webhooks: webhooks(),
    client: optional(
      section(
        {
          timeout: duration(1, MAX_TIMER_MS),
          maxConcurrency: integer(1),
          retries: integer(0, 10),
        },
        'expected an object. Write it such as { timeout: 10s }.',
      ),
    ),
  };
}

function oneCredential(
  { auth, token }: { auth?: unknown; token?: string },
  context: z.core.$RefinementCtx,
): void {
  if (auth && token) {
    context.addIssue({
      code: 'custom',
      path: ['token'],
      message:
        'auth is set, too. Keep one of the two: `token: …` is short for `auth: { type: token, token: … }`.',
    });
  }
}

function findSlugFault(slug: string): string | undefined {
  if (/^\d+$/.test(slug)) {
    return DIGITS;
  }
  return SLUG.test(slug) && !looksLikeToken(slug)
    ? undefined
    : `it is not an organization slug. ${SLUG_FIX}`;
}

/** The client secret may be a list: while it is rotated, or with several integrations. */
export function webhooks() {
  return optional(
    section(
      {
        clientSecret: z.preprocess(
          value =>
            [value]
              .flat()
              .filter(secret => blankAsAbsent(secret) !== undefined),
          z.array(z.string({ error: NOT_TEXT }).trim()),
        ),
      },
      'expected an object. Write it such as { clientSecret: ${SENTRY_WEBHOOK_SECRET} }.',
    ),
  );
}

/** Slugs; `*` stands for any. */
export function allowedOrganizations() {
  const isAny = (value: unknown) =>
    typeof value === 'string' && value.trim() === '*';
  const fault = `it is neither an organization slug nor '*'. ${SLUG_FIX}`;
  return z.preprocess(
    value => (isAny(value) ? ['*'] : blankAsAbsent(value)),
    list(
      z
        .string({ error: fault })
        .trim()
        .refine(slug => slug === '*' || !findSlugFault(slug), fault),
      `expected a list. Write it such as [acme-labs], or ['*'] for any.`,
    ).optional(),
  );
}

function detailFields() {
  const fix = `Write a list of ${sentryDetailFields.join(', ')}.`;
  return optional(
    list(
      z.enum(sentryDetailFields, { error: `there is no such field. ${fix}` }),
      `expected a list. ${fix}`,
    ),
  );
}

function instanceName() {
  return z.preprocess(
    blankAsAbsent,
    z
      .string({
        error: ({ input }) =>
          input === undefined
            ? 'it is missing. Name the instance, such as eu.'
            : NOT_TEXT,
      })
      .trim()
      .refine(
        name => INSTANCE_NAME.test(name) && !looksLikeToken(name),
        'an annotation cannot refer to this name. Use letters, digits, - and _, such as eu.',
      ),
  );
}
