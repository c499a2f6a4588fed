import type { Config } from '@backstage/config';
import { z } from 'zod';
import { configError, configErrorOf } from './configError';
import { findInstance, hasShortForm } from './readSentryConfig';
import { allowedOrganizations, webhooks } from './schema';
import { text } from './values';

/**
 * A Sentry instance whose webhooks the portal accepts.
 *
 * @public
 */
export interface SentryWebhookSource {
  /** Name of the instance. */
  instance: string;
  /** Whether it is the one that is meant where none is named. */
  isDefault: boolean;
  /** Slug of the organization, where the instance has no other. */
  organization?: string;
  /** Client secrets, any of which signs its webhooks. At least one. */
  secrets: string[];
}

const keys = {
  organization: text(),
  allowedOrganizations: allowedOrganizations(),
  webhooks: webhooks(),
};

/** The rest of the section is for the reader of the whole: a fault there is no fault here. */
const sectionSchema = z.looseObject({
  ...keys,
  instances: z
    .array(z.looseObject({ ...keys, name: z.string().trim() }))
    .optional(),
});

/**
 * The instances that config has a webhook secret for. Empty where it has none.
 *
 * @param config - the root of config
 * @throws InputError that names the path in config and the fix, and never a secret
 * @public
 */
export function readSentryWebhookSources(
  config: Config,
): SentryWebhookSource[] {
  const parsed = sectionSchema.safeParse(config.getOptional('sentry') ?? {});
  if (!parsed.success) {
    throw configErrorOf(parsed.error.issues, 'sentry');
  }
  const { instances = [], ...top } = parsed.data;
  const all = hasShortForm(config)
    ? [{ ...top, name: 'default' }, ...instances]
    : instances;
  const home = findInstance(all);
  const topSecrets = top.webhooks?.clientSecret ?? [];
  if (topSecrets.length > 0 && !home) {
    throw configError(
      'sentry.webhooks.clientSecret',
      'it is for the instance that annotations mean when they name none, and there is no such instance. Set it at `webhooks` of an entry of sentry.instances.',
    );
  }
  return all.flatMap(instance => {
    const own = instance.webhooks?.clientSecret ?? [];
    const isDefault = instance === home;
    const secrets = [...new Set(isDefault ? [...topSecrets, ...own] : own)];
    const { organization, allowedOrganizations: others = [] } = instance;
    return secrets.length === 0
      ? []
      : {
          instance: instance.name,
          isDefault,
          secrets,
          ...(organization && others.length === 0 && { organization }),
        };
  });
}
