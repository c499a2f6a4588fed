import type { RawIssueDetail } from '../detailSchema';
import type {
  SentryIssueDetail,
  SentryTrend,
} from 'backstage-plugin-sentry-common';
import { compact, toTrend } from '../fields';
import type { MappingContext } from '../sentryLinks';
import { toSentryIssue } from '../toSentryIssue';
import { toExternalIssues } from './toExternalIssues';
import { toReleaseRef } from '../toReleaseRef';
import { toStatusDetails } from './toStatusDetails';

/**
 * What an issue says about itself, beside its events, tags and commits.
 *
 * @public
 */
export type SentryIssueFacts = Pick<
  SentryIssueDetail,
  | 'issue'
  | 'trends'
  | 'firstRelease'
  | 'lastRelease'
  | 'statusDetails'
  | 'externalIssues'
>;

/** @returns `undefined` where the issue's project is not known */
export function toIssueFacts(
  raw: RawIssueDetail,
  context: MappingContext,
): SentryIssueFacts | undefined {
  const issue = toSentryIssue(raw, context, { trend: '24h' });
  if (!issue) {
    return undefined;
  }
  return compact<SentryIssueFacts>({
    issue,
    trends: compact({
      '24h': trendOf(raw, '24h'),
      '30d': trendOf(raw, '30d'),
    }),
    firstRelease: toReleaseRef(raw.firstRelease, context),
    lastRelease: toReleaseRef(raw.lastRelease, context),
    statusDetails: toStatusDetails(raw.statusDetails),
    externalIssues: toExternalIssues(raw),
  });
}

function trendOf(
  { stats }: RawIssueDetail,
  period: string,
): SentryTrend | undefined {
  return stats?.[period] && toTrend(stats, period);
}
