import type { SentryProblem } from 'backstage-plugin-sentry-common';

/**
 * Says that a token may read issues and not change them, and who gives it what it lacks,
 * where: the platform team, or whoever the token belongs to.
 *
 * @param options - `instance`: its name in config; `organization`: where it may not;
 *   `isOwn`: whether the token is the caller's own; `cause`: why it may not, without a full
 *   stop. Default: it lacks the scope
 * @public
 */
export function sentryCannotChange(options: {
  instance: string;
  organization?: string;
  isOwn: boolean;
  cause?: string;
}): SentryProblem {
  const { instance, organization, isOwn } = options;
  const { cause = 'it lacks the scope `event:write`' } = options;
  const place = organization ? ` in the organization \`${organization}\`` : '';
  return {
    code: 'SCOPE_MISSING',
    message: `${isOwn ? 'Your' : 'The'} Sentry token of the instance \`${instance}\` may not change issues${place}: ${cause}.`,
    action: isOwn
      ? 'Choose Connect to Sentry again, and let it change issues (the scope `event:write`); where you did, ask an admin of the organization in Sentry for access to the project.'
      : `The platform team gives the token the scope \`event:write\`: in Sentry, Settings, Developer Settings, the integration whose token the instance \`${instance}\` has, Issue & Event: Read & Write. It also has to reach the organization and its projects.`,
    isChange: true,
  };
}
