import type {
  SentryActivity,
  SentryAnalysisResponse,
  SentryEvent,
  SentryEventPosition,
  SentryIssueDetail,
  SentryIssueOwner,
  SentrySimilarIssue,
  SentrySuspectCommit,
  SentryTagDistribution,
  SentryUserFeedback,
} from 'backstage-plugin-sentry-common';
import type { SentryIssueState } from '../mapping/issue';
import type { SentryProjectFacts, SentryRequestOptions } from './types';

/**
 * The part of {@link SentryClient} that is about one issue.
 *
 * @public
 */
export interface SentryIssueClient {
  /**
   * An issue with its releases, trends and links, by its number or its short id. A merged
   * one is answered as the one it was merged into, which may be another project's: the caller
   * checks whether it may be shown.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`; `QUERY_INVALID` with the reason
   *   `unknown-environment` where the issue is there, but an environment is not
   */
  getIssue(
    organization: string,
    idOrShortId: string,
    scope?: { environment?: string[] },
    options?: SentryRequestOptions,
  ): Promise<
    Pick<
      SentryIssueDetail,
      | 'issue'
      | 'trends'
      | 'firstRelease'
      | 'lastRelease'
      | 'statusDetails'
      | 'externalIssues'
    >
  >;

  /**
   * What of an issue can be changed, as it is now, by its number or its short id.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`
   */
  getIssueState(
    organization: string,
    idOrShortId: string,
    options?: SentryRequestOptions,
  ): Promise<SentryIssueState>;

  /**
   * The same of several issues of the projects, 100 at most, in one call: those of the ids, or
   * those that the query finds.
   *
   * @param params - `project`: numeric ids; `ids`: numbers of issues. Servers that ignore `ids`,
   *   such as GlitchTip, return unrelated issues
   * @throws SentryProblemError with the reason `multi-project` where the plan has no lists of
   *   several projects
   */
  listIssueStates(
    organization: string,
    params: { project: string[]; query?: string; ids?: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryIssueState[]>;

  /**
   * An event of an issue. `recommended` is the latest one where a server knows no other.
   *
   * @param event - a position, or an event's id
   * @throws SentryProblemError `ISSUE_NOT_FOUND` where there is no such event, or none in the
   *   environments; `QUERY_INVALID` for a position that the server does not know
   */
  getIssueEvent(
    organization: string,
    issue: string,
    event: SentryEventPosition | (string & {}),
    scope?: { environment?: string[] },
    options?: SentryRequestOptions,
  ): Promise<{
    /** Without its `link`: that hangs on the page of its issue. */
    event: SentryEvent;
    /** Of the event's issue. Absent where the server does not say. */
    issueId?: string;
    /** Of the event's project. Absent where the server does not say. */
    projectId?: string;
  }>;

  /** How the tags of an issue's events are shared out, without those that say who the users are. */
  getIssueTags(
    organization: string,
    issue: string,
    scope?: { environment?: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryTagDistribution[]>;

  /**
   * The commits that Sentry holds responsible for an event; empty where there are none, or the
   * server knows none.
   *
   * @param project - slug of the event's project
   */
  getEventCommitters(
    organization: string,
    project: string,
    event: string,
    options?: SentryRequestOptions,
  ): Promise<SentrySuspectCommit[]>;

  /**
   * How many files came with an event, 100 at most; `undefined` where the server, the plan
   * or the token can't tell. Needs `project:read`.
   *
   * @param project - slug of the event's project
   */
  countEventAttachments(
    organization: string,
    project: string,
    event: string,
    options?: SentryRequestOptions,
  ): Promise<number | undefined>;

  /**
   * What happened to an issue, the newest first: 100 at most. GlitchTip has comments alone.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`
   */
  getIssueActivity(
    organization: string,
    issue: string,
    options?: SentryRequestOptions,
  ): Promise<SentryActivity[]>;

  /**
   * Writes a comment, as the credential's user. Never sent twice.
   *
   * @throws SentryProblemError `QUERY_INVALID` with Sentry's reason, such as that the same
   *   comment was just written; `SCOPE_MISSING` without `event:write`
   */
  addIssueComment(
    organization: string,
    issue: string,
    text: string,
    options?: SentryRequestOptions,
  ): Promise<SentryActivity>;

  /**
   * How many replays of the last 90 days have the issue; `undefined` where the server has none,
   * as in all that follows. Takes `org:read`.
   *
   * @param issue - number
   * @param params - `project`: number
   */
  countIssueReplays(
    organization: string,
    issue: string,
    params: { project: string },
    options?: SentryRequestOptions,
  ): Promise<number | undefined>;

  /** What users wrote about the issue, without who they are. */
  listIssueFeedback(
    organization: string,
    issue: string,
    options?: SentryRequestOptions,
  ): Promise<
    | {
        /** 100 at most. */
        count: number;
        /** Whether there is more. */
        isCapped: boolean;
        /** The newest 20 with a text. */
        items: SentryUserFeedback[];
      }
    | undefined
  >;

  /**
   * Issues of the same project that Sentry finds similar, 10 at most.
   *
   * @param params - `project`: number
   */
  listSimilarIssues(
    organization: string,
    issue: string,
    params: { project: string },
    options?: SentryRequestOptions,
  ): Promise<SentrySimilarIssue[] | undefined>;

  /** Who owns the issue by Sentry's rules and suspect commits, as far as they have names. */
  listIssueOwners(
    organization: string,
    issue: string,
    project: Pick<SentryProjectFacts, 'id' | 'slug'>,
    options?: SentryRequestOptions,
  ): Promise<SentryIssueOwner[] | undefined>;

  /** What Seer makes of the issue: an experimental part of Sentry's API. */
  getIssueAnalysis(
    organization: string,
    issue: string,
    options?: SentryRequestOptions,
  ): Promise<
    | Pick<
        SentryAnalysisResponse,
        | 'status'
        | 'startedAt'
        | 'updatedAt'
        | 'rootCause'
        | 'solution'
        | 'pullRequests'
      >
    | undefined
  >;

  /**
   * Starts Seer's analysis, up to a solution. Never sent twice.
   *
   * @returns whether the server has Seer
   */
  startIssueAnalysis(
    organization: string,
    issue: string,
    options?: SentryRequestOptions,
  ): Promise<boolean>;
}
