import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { sentryCannotChange } from '../../problems/cannotChange';
import { nameAll } from './nameAll';
import { isChange, projectOf, type RequestSubject } from './requestSubject';

/**
 * A 403, with the scopes of which one would have sufficed, where Sentry names them.
 */
export function scopeMissing(
  subject: RequestSubject,
  scopes: string[],
): SentryProblem {
  const { instance, organization, tokenSource } = subject;
  const cause = scopes.length
    ? `it lacks one of the scopes ${nameAll(scopes)}`
    : refusal(subject);
  const isOwn = tokenSource === 'user';
  return {
    ...(isChange(subject)
      ? sentryCannotChange({ instance, organization, isOwn, cause })
      : cannotRead({
          instance,
          organization,
          isOwn,
          cause,
          scope: subject.scope,
        })),
    ...((subject.project || subject.projects?.length === 1) && {
      project: projectOf(subject),
    }),
  };
}

/** What a 403 without a reason can mean. Ids are left out: nobody knows projects by them. */
function refusal(subject: RequestSubject): string {
  const { scope, project, projects, namesScopes } = subject;
  const isAboutProjects = Boolean(project || projects?.length);
  if (namesScopes) {
    return isAboutProjects
      ? 'its owner has no access to a project asked for'
      : 'its owner is no member of the organization';
  }
  return `it lacks ${scope ? `the scope \`${scope}\`` : 'a scope'}, or ${
    isAboutProjects
      ? 'has lost access to a project asked for'
      : 'its owner is no member of the organization'
  }`;
}

/** A user's own token is nobody else's to mend. */
function cannotRead(options: {
  instance: string;
  organization?: string;
  isOwn: boolean;
  cause: string;
  scope?: string;
}): SentryProblem {
  const { instance, organization, isOwn, cause, scope } = options;
  const all = [
    ...new Set([
      'event:read',
      'org:read',
      'project:read',
      scope ?? 'event:read',
    ]),
  ];
  const scopes = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  const place = organization ? ` in the organization \`${organization}\`` : '';
  return {
    code: 'SCOPE_MISSING',
    message: `The Sentry token of the instance \`${instance}\` may not read this${place}: ${cause}.`,
    action: isOwn
      ? 'Ask an admin of the organization in Sentry for access; where a scope is missing, choose Connect to Sentry again.'
      : `The platform team gives the token the scopes ${scopes}, in an organization its owner belongs to, and access to its projects.`,
  };
}
