import type { SentryChangedIssue } from 'backstage-plugin-sentry-common';
import type { RawSentryIssue } from '../../client/types';
import { compact } from '../fields';
import { toSentryIssue, type ToSentryIssueContext } from '../toSentryIssue';
import { toStatusDetails } from './toStatusDetails';

/**
 * What of an issue triage can have changed, as Sentry now tells it.
 *
 * @returns `undefined` where Sentry does not tell the issue's project
 * @public
 */
export function toChangedIssue(
  raw: RawSentryIssue,
  context: ToSentryIssueContext & Pick<SentryChangedIssue, 'actedAs'>,
): SentryChangedIssue | undefined {
  const issue = toSentryIssue(raw, context);
  return (
    issue &&
    compact<SentryChangedIssue>({
      id: issue.id,
      shortId: issue.shortId,
      status: issue.status,
      isUnreviewed: issue.isUnreviewed,
      substatus: issue.substatus ?? null,
      priority: issue.priority ?? null,
      assignee: issue.assignee ?? null,
      statusDetails: toStatusDetails(raw.statusDetails),
      project: issue.project,
      actedAs: context.actedAs,
    })
  );
}
