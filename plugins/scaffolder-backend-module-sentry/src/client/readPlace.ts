import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { SentryPlace } from 'backstage-plugin-sentry-node';

const SECTION = 'scaffolder.sentry';

/** The inputs that say which Sentry an action is about. */
export interface PlaceInput {
  organizationSlug: string;
  instance?: string;
  authToken?: string;
  apiBaseUrl?: string;
}

/** An organization of an instance, and the credential that belongs to its address. */
export interface ProvisioningPlace extends SentryPlace {
  /** Name of the instance, `default` for the one that annotations need not name. */
  instance: string;
  /** Such as `https://sentry.io/api/0`: all that the token is sent to. */
  apiBaseUrl: string;
  /** Undefined where neither config nor the template has one. */
  token?: string;
  /** Where the token is from, for messages. */
  tokenSource: string;
}

/**
 * Reads where an action goes, and with what.
 *
 * @param config - the root of config
 * @param input - the action's input. `apiBaseUrl` only confirms what config says: a template
 *   decides neither a host nor where a token is sent
 * @throws InputError that names the key of config or the input, and never a secret
 */
export function readPlace(
  config: Config,
  input: PlaceInput,
): ProvisioningPlace {
  const instance = input.instance || 'default';
  const section = sectionOf(config, instance);
  const sentry = sentrySectionOf(config, instance);
  const sentryApiUrl = apiUrlOf(sentry?.getOptionalString('baseUrl'));
  const apiBaseUrl = normalizeUrl(
    section.config?.getOptionalString('apiBaseUrl') ??
      (instance === 'default' ? apiUrlOf(undefined) : sentryApiUrl),
    `${section.path}.apiBaseUrl`,
  );
  if (
    input.apiBaseUrl !== undefined &&
    normalizeUrl(input.apiBaseUrl, 'apiBaseUrl') !== apiBaseUrl
  ) {
    throw new InputError(
      `apiBaseUrl must match the effective Sentry API base URL. Remove it from the template, or set ${section.path}.apiBaseUrl.`,
    );
  }
  const baseUrl = apiBaseUrl.replace(/\/api\/0$/, '');
  // The section `sentry` may be about another server than the scaffolder.
  const isSameServer = sentryApiUrl === apiBaseUrl;
  const server: SentryPlace['server'] =
    sentry?.getOptionalString('server') === 'glitchtip'
      ? 'glitchtip'
      : 'sentry';
  return {
    instance,
    apiBaseUrl,
    baseUrl,
    organization: input.organizationSlug,
    ...(isSameServer && {
      publicUrl: sentry?.getOptionalString('publicUrl'),
      server,
    }),
    token: input.authToken || section.config?.getOptionalString('token'),
    tokenSource: input.authToken
      ? 'the input authToken'
      : `${section.path}.token`,
  };
}

/**
 * The value of `sentry.io/project-slug` for a project, with all that makes it unambiguous.
 */
export function annotationOf(
  { instance, organization }: ProvisioningPlace,
  project: string,
): string {
  const name = `${organization}/${project}`;
  return instance === 'default' ? name : `${instance}:${name}`;
}

function sectionOf(
  config: Config,
  instance: string,
): { config?: Config; path: string } {
  if (instance === 'default') {
    return { config: config.getOptionalConfig(SECTION), path: SECTION };
  }
  const instances = config.getOptionalConfig(`${SECTION}.instances`);
  const names = instances?.keys() ?? [];
  if (!instances || !names.includes(instance)) {
    throw new InputError(
      `Templates can't create anything in the Sentry instance "${instance}": ${SECTION}.instances has no such key. ${
        names.length > 0
          ? `It has ${names.join(', ')}.`
          : 'Ask your platform team to add it with a token.'
      }`,
    );
  }
  return {
    config: instances.getConfig(instance),
    path: `${SECTION}.instances.${instance}`,
  };
}

/** What the section `sentry` has about the instance. */
function sentrySectionOf(config: Config, instance: string): Config | undefined {
  return instance === 'default'
    ? config.getOptionalConfig('sentry')
    : config
        .getOptionalConfigArray('sentry.instances')
        ?.find(one => one.getOptionalString('name') === instance);
}

function apiUrlOf(baseUrl: string | undefined): string {
  const base = baseUrl || 'https://sentry.io';
  return `${base.replace(/\/+$/, '')}/api/0`;
}

function normalizeUrl(value: string, name: string): string {
  const url = URL.parse(value);
  if (!url) {
    throw new InputError(`${name} must be a valid HTTP(S) URL`);
  }
  if (
    !['http:', 'https:'].includes(url.protocol) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash
  ) {
    throw new InputError(
      `${name} must be an HTTP(S) URL without credentials, query parameters, or fragments`,
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
