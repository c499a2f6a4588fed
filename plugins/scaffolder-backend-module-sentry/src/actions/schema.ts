import type { z as zod } from 'zod/v3';

// Backstage reads the schemas of template actions with zod 3.
type Zod = typeof zod;

/** The inputs that every action has, beside the organization. */
export const placeInput = {
  instance: (z: Zod) =>
    z
      .string({
        description:
          'Name of the Sentry instance, a key of scaffolder.sentry.instances. Default: the one of scaffolder.sentry',
      })
      .optional(),
  authToken: (z: Zod) =>
    z
      .string({
        description:
          'Token to use instead of the configured one. Pass it as a secret',
      })
      .optional(),
  apiBaseUrl: (z: Zod) =>
    z
      .string({
        description:
          'Optional compatibility value that must match the configured Sentry API base URL, or the default Sentry API URL if none is configured',
      })
      .optional(),
};

export const organizationSlug = (z: Zod) =>
  z.string({ description: 'The slug of the organization' });

export const projectSlug = (z: Zod) =>
  z.string({ description: 'The slug of the project' });

/** What a dry run returns: it looks like a DSN and leads nowhere. */
export const exampleDsn = 'https://examplePublicKey@o0.ingest.sentry.io/0';
