import type { RawSentryIssue } from './raw';
import type { RawSentryRelease } from './rawRelease';

/**
 * An issue as Sentry answers it by itself; `toIssueFacts` makes of it what may leave a
 * backend. Links come from whoever set up an integration: an address can be any.
 *
 * @public
 */
export interface RawSentryIssueDetail extends RawSentryIssue {
  firstRelease?: RawSentryRelease | null;
  lastRelease?: RawSentryRelease | null;
  /** Only where `expand` asks for it. */
  integrationIssues?: RawSentryIntegration[] | null;
  /** Only where `expand` asks for it. */
  sentryAppIssues?: RawSentryExternalIssue[] | null;
  /** Without the HTML that older servers have here. */
  annotations?: RawSentryExternalIssue[] | null;
  /** Of servers that have plugins yet. */
  pluginIssues?: RawSentryPluginIssue[] | null;
}

/**
 * An issue in another tracker. Which of the fields there are depends on what linked it.
 *
 * @public
 */
export interface RawSentryExternalIssue {
  displayName?: string | null;
  key?: string | null;
  title?: string | null;
  url?: string | null;
  webUrl?: string | null;
  /** Which tracker. */
  serviceType?: string | null;
}

/**
 * An integration of the organization with the issues that are linked through it; on some
 * servers, one such issue.
 *
 * @public
 */
export interface RawSentryIntegration extends RawSentryExternalIssue {
  provider?: { key?: string | null } | null;
  externalIssues?: RawSentryExternalIssue[] | null;
}

/**
 * A plugin of an older server with the issue that is linked through it.
 *
 * @public
 */
export interface RawSentryPluginIssue {
  slug?: string | null;
  issue?: {
    issue_id?: string | null;
    label?: string | null;
    url?: string | null;
  } | null;
}

/**
 * A tag of an issue's events, with its most frequent values. `toTagDistributions` makes of
 * them what may leave a backend: some tags say who the users are.
 *
 * @public
 */
export interface RawSentryTag {
  key: string;
  name?: string | null;
  /** Events that have it. */
  totalValues?: string | number | null;
  topValues?: RawSentryTagValue[] | null;
}

/**
 * One value of a tag. `null` stands for events with an empty one.
 *
 * @public
 */
export interface RawSentryTagValue {
  value?: string | null;
  name?: string | null;
  /** Events with it. */
  count?: string | number | null;
}
