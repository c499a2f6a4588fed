import type { SentryEventPosition } from 'backstage-plugin-sentry-common';
import type { RawSentryEvent } from '../../mapping/event/types';
import type { RawSentryIssueDetail, RawSentryTag } from './rawIssueDetail';
import type { RawSentryCommitter } from './rawRelease';
import type { SentryRequestOptions } from './questions';

/**
 * What is asked about one issue is narrowed to.
 *
 * @public
 */
export interface SentryIssueScope {
  /** Names; none for all. */
  environment?: string[];
}

/**
 * How much of one issue is asked for.
 *
 * @public
 */
export interface SentryIssueParams extends SentryIssueScope {
  /**
   * Whether what costs Sentry most is left out: releases, trends, tags and links. Default
   * false. A server that does not know that, such as GlitchTip, answers as if it were not there.
   */
  isBrief?: boolean;
}

/**
 * The part of {@link SentryClient} that is about one issue. What it answers can hold
 * personal data and secrets of programs: `toIssueFacts`, `toSentryEvent`,
 * `toTagDistributions` and `toSuspectCommits` make of it what may leave a backend.
 *
 * @public
 */
export interface SentryIssueClient {
  /**
   * An issue with its releases, trends and links, by its number or its short id. A merged
   * one is answered as the one it was merged into, which may be another project's:
   * whether it may be shown is for the caller to check.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`; what `isSentryUnknownEnvironment` tells
   *   apart where the issue is there, but an environment is not
   */
  getIssue(
    organization: string,
    idOrShortId: string,
    params?: SentryIssueParams,
    options?: SentryRequestOptions,
  ): Promise<RawSentryIssueDetail>;

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
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ): Promise<RawSentryEvent>;

  /** The tags of an issue's events, each with its most frequent values. */
  getIssueTags(
    organization: string,
    issue: string,
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ): Promise<RawSentryTag[]>;

  /**
   * Authors with those of their commits that Sentry holds responsible for an event; empty
   * where there are none, or the server knows none.
   *
   * @param project - slug of the event's project
   */
  getEventCommitters(
    organization: string,
    project: string,
    event: string,
    options?: SentryRequestOptions,
  ): Promise<RawSentryCommitter[]>;

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
}
