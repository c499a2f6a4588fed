import type {
  SentryProblem,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import type { Source } from './types';

/** Sentry lists the project, and shows its issues to others. */
export function projectHidden(
  { instance, organization }: Source,
  { slug }: SentryProject,
): SentryProblem {
  const isViewers =
    instance.authType === 'user' || instance.authType === 'token-exchange';
  return {
    code: 'PROJECT_NOT_FOUND',
    message: isViewers
      ? `Sentry does not show you the issues of the project \`${slug}\` in the organization \`${organization}\`: your account has no access to it.`
      : `Sentry does not show this portal the issues of the project \`${slug}\` in the organization \`${organization}\`: its token has no access to it.`,
    action: isViewers
      ? "Ask a member of the project's team, or an admin of the organization, for access in Sentry."
      : `The platform team gives the token of the Sentry instance \`${instance.name}\` access to the project, or uses that of an internal integration.`,
    project: { instance: instance.name, organization, project: slug },
  };
}
