import type { RawIssue } from '../issueSchema';
import type { SentryChangedIssue } from 'backstage-plugin-sentry-common';
import { compact } from '../fields';
import type { MappingContext } from '../sentryLinks';
import { toSentryIssue } from '../toSentryIssue';
import { toStatusDetails } from './toStatusDetails';

/**
 * What of an issue can be changed, as it is now.
 *
 * @public
 */
export type SentryIssueState = Omit<SentryChangedIssue, 'actedAs' | 'differs'>;

/** @returns `undefined` where the issue's project is not known */
export function toIssueState(
  raw: RawIssue,
  context: MappingContext,
  asked?: { projects: string[] },
): SentryIssueState | undefined {
  const issue = toSentryIssue(raw, context, asked);
  return (
    issue &&
    compact<SentryIssueState>({
      id: issue.id,
      shortId: issue.shortId,
      status: issue.status,
      isUnreviewed: issue.isUnreviewed,
      substatus: issue.substatus ?? null,
      priority: issue.priority ?? null,
      assignee: issue.assignee ?? null,
      statusDetails: toStatusDetails(raw.statusDetails),
      project: issue.project,
    })
  );
}
