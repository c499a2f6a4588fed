import type {
  SentryActor,
  SentryIssueChange,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import type {
  SentryClient,
  SentryIssueState,
} from 'backstage-plugin-sentry-node';
import type { ProjectScope } from '../../scopes/types';

/** A request to change issues. */
export interface ChangeRequest {
  /** Numbers, or short ids in upper case; each once. */
  ids: string[];
  change: SentryIssueChange;
  /** A subset of the entity's projects to look in. */
  project?: string[];
}

/** An issue to change, and where it was found. */
export interface LocatedIssue {
  /** As the request names it. */
  named: string;
  id: string;
  scope: ProjectScope;
  project: SentryProject;
}

/** The same, with what it was at Sentry when it was read. */
export interface ReadIssue extends LocatedIssue {
  before: SentryIssueState;
}

/** The identity that changes issues. */
export interface Actor {
  client: SentryClient;
  actsAs: SentryActor;
}

/**
 * One call to Sentry, for the audit: what it was about and how it ended. A type rather than
 * an interface, so that it counts as JSON.
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
