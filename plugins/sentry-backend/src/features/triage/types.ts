import type {
  SentryActor,
  SentryIssueChange,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import type {
  RawSentryIssue,
  SentryClient,
  SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type { Source } from '../../scopes/types';

/** What somebody wants to have changed. */
export interface ChangeRequest {
  /** Numbers, or short ids in upper case; each once. */
  ids: string[];
  change: SentryIssueChange;
  /** A subset of the entity's projects to look in. */
  project?: string[];
}

/** An issue that is to be changed, found where it is. */
export interface LocatedIssue {
  /** As the request names it. */
  named: string;
  id: string;
  source: Source;
  project: SentryProject;
}

/** Issues that one call changes. */
export interface ChangeGroup {
  instance: SentryInstanceConfig;
  organization: string;
  /** A source of the organization: as whom it is read. */
  source: Source;
  issues: LocatedIssue[];
}

/**
 * What one call to Sentry was about and came to, for the audit. No interface: it is JSON,
 * which only an alias is known to be.
 */
export type TriageAct = {
  instance: string;
  organization: string;
  /** Slugs. */
  projects: string[];
  /** Numbers. */
  issues: string[];
  /** Absent where that was not decided. */
  actedAs?: SentryActor;
  /** `succeeded`, or the code of the problem. */
  outcome: string;
};

/** Who changes issues at an instance. */
export interface Actor {
  client: SentryClient;
  actsAs: SentryActor;
}

/** An issue as Sentry tells it, and the source whose project it is of. */
export interface FoundRawIssue {
  raw: RawSentryIssue;
  source: Source;
  project: SentryProject;
}
