import type {
  SentryEvent,
  SentryProblem,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import { fullName } from '../../scopes/types';

/**
 * The same for an issue that does not exist, one that the credential can't see and one of
 * another entity: callers must not learn which.
 */
export function issueNotFound(entityRef: string): SentryProblemError {
  return new SentryProblemError({
    code: 'ISSUE_NOT_FOUND',
    message: `The Sentry projects of ${entityRef} have no such issue.`,
    action:
      'Open it from the list. The issue may be one that was deleted or moved to another project.',
  });
}

/** A number counts on one server, a short id within one organization. */
export function issueAmbiguous(
  issue: string,
  projects: SentryProject[],
): SentryProblemError {
  const names = projects.map(project => `\`${fullName(project)}\``);
  return new SentryProblemError({
    code: 'QUERY_INVALID',
    message: `\`${issue}\` is an issue of several Sentry projects: ${names.join(', ')}.`,
    action:
      'Open it from the list with one of these projects chosen; a link says which with the query parameter `project`.',
  });
}

/** The server does not filter events by environment. */
export function eventOfOtherEnvironment(
  asked: string[],
  { environment }: SentryEvent,
  { capabilities, instance }: SentryClient,
): SentryProblem {
  const names = asked.map(name => `\`${name}\``).join(', ');
  return {
    code: 'QUERY_INVALID',
    message: `The event shown is of ${environment ? `the environment \`${environment}\`` : 'no environment'}, not of ${names}: ${capabilities.serverName} shows events of all environments.`,
    action:
      'Step to the events before and after it, or choose all environments.',
    project: { instance },
  };
}

/** The event does not exist, or is not one of the issue. */
export function eventNotFound(): SentryProblemError {
  return new SentryProblemError({
    code: 'ISSUE_NOT_FOUND',
    message:
      'Sentry has no such event of the issue; events are kept for a limited time.',
    action: 'Choose another event.',
  });
}
