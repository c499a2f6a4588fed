import { SentryProblemError } from '../../problems/SentryProblemError';
import { apiPath, type ApiPath } from '../http/apiPath';
import type { ServerFacts } from '../servers/ServerFacts';

/** The part of an issue that is asked for. */
export type IssuePart = { part?: 'tags' } | { part: 'event'; event: string };

/** GlitchTip knows an issue by its number alone, and not within an organization. */
export function issuePath(
  { isGlitchtip }: ServerFacts,
  organization: string,
  issue: string,
  asked: IssuePart = {},
): ApiPath {
  if (isGlitchtip) {
    if (!/^\d+$/.test(issue)) {
      throw new SentryProblemError({
        code: 'ISSUE_NOT_FOUND',
        message: 'GlitchTip finds issues by their number alone.',
        action: 'Open the issue from the list.',
      });
    }
    return glitchtipPath(issue, asked);
  }
  switch (asked.part) {
    case 'tags':
      return apiPath`/organizations/${organization}/issues/${issue}/tags/`;
    case 'event':
      return apiPath`/organizations/${organization}/issues/${issue}/events/${asked.event}/`;
    default:
      return apiPath`/organizations/${organization}/issues/${issue}/`;
  }
}

function glitchtipPath(issue: string, asked: IssuePart): ApiPath {
  switch (asked.part) {
    case 'tags':
      return apiPath`/issues/${issue}/tags/`;
    case 'event':
      return apiPath`/issues/${issue}/events/${asked.event}/`;
    default:
      return apiPath`/issues/${issue}/`;
  }
}
