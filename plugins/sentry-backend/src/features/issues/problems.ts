import {
  SENTRY_USER_ID_ANNOTATION,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { SentryClient } from 'backstage-plugin-sentry-node';

/** A list over so many organizations that no cursor can hold its place in all of them. */
export function endOfCursors(scopes: number): SentryProblem {
  return {
    code: 'QUERY_INVALID',
    message: `This list goes over ${scopes} Sentry organizations and projects, too many to go on with after this page.`,
    action: 'Choose some of the projects in the filter, or a shorter period.',
  };
}

/** A list that its server can't go on with, though there is more. */
export function endOfServer({
  capabilities,
  instance,
}: SentryClient): SentryProblem {
  return {
    code: 'QUERY_INVALID',
    message: `${capabilities.serverName} ends this list here, though more issues match: it can't list so many with the same number of events.`,
    action: 'Sort by when issues were last seen, or narrow the search.',
    project: { instance },
  };
}

/** Nobody says which account in Sentry a user has. */
export function accountUnknown(ref: string, instance: string): SentryProblem {
  return {
    code: 'ANNOTATION_MISSING',
    message: `It is not known which user of the Sentry instance \`${instance}\` is ${ref}, so what is assigned to you there can't be told.`,
    action: `In the catalog, add to ${ref} under metadata.annotations: ${SENTRY_USER_ID_ANNOTATION}: "<id>", the id of your account in Sentry. Or have the platform team set \`auth.type: user\` for that instance, so that you connect your own Sentry account.`,
    project: { instance },
  };
}

/** A server that assigns issues to nobody. */
export function noAssignees(instance: string): SentryProblem {
  return {
    code: 'QUERY_INVALID',
    message: `The server of the Sentry instance \`${instance}\` does not assign issues to people.`,
    action: 'Look at the issues of what you own instead.',
    project: { instance },
  };
}
