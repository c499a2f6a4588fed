import type { SentryProblem } from 'backstage-plugin-sentry-common';

/**
 * Says that Backstage has no way to Sentry yet, and what to write into config.
 *
 * @param options - `instance`: the name of the one that is meant; `isKnown`: whether
 *   config has it, and only its credential is missing. Without options: config has no
 *   Sentry at all.
 * @public
 */
export function sentryNotConfigured(
  options: { instance?: string; isKnown?: boolean } = {},
): SentryProblem {
  const { instance, isKnown } = options;
  if (instance === undefined) {
    return {
      code: 'NOT_CONFIGURED',
      message: 'This portal is not connected to Sentry yet.',
      action: [
        'The platform team adds to app-config.yaml:',
        '',
        'sentry:',
        '  organization: <slug of your Sentry organization>',
        '  token: ${SENTRY_TOKEN}',
      ].join('\n'),
    };
  }
  const key =
    instance === 'default'
      ? 'sentry.token'
      : `token of the instance \`${instance}\` below sentry.instances`;
  return {
    code: 'NOT_CONFIGURED',
    message: isKnown
      ? `The Sentry instance \`${instance}\` has no token.`
      : `Backstage's config has no Sentry instance \`${instance}\`.`,
    action: isKnown
      ? `The platform team sets ${key} in app-config.yaml, and the environment variable it reads.`
      : 'The platform team adds it below sentry.instances in app-config.yaml, with name, organization and token.',
  };
}
