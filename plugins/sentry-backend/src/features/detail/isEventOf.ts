import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { SentryIssueEvent } from 'backstage-plugin-sentry-node';
import type { ProjectScope } from '../../scopes/types';

/**
 * Whether an event is one of the issue. GlitchTip answers events below their issue alone, and
 * need not say whose they are.
 */
export function isEventOf(
  { issueId, projectId }: SentryIssueEvent,
  issue: SentryIssue,
  { client }: ProjectScope,
): boolean {
  const isTold = client.capabilities.server !== 'glitchtip';
  return (
    (issueId ?? issue.id) === issue.id &&
    (projectId ?? (isTold ? undefined : issue.project.id)) === issue.project.id
  );
}
