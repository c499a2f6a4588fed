import type {
  SentryActor,
  SentryIssueChange,
  SentryProject,
  SentryIssueChangeProblem,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  type SentryClient,
  type SentryInstanceConfig,
  type SentryIssueState,
  SentryProblemError,
} from 'backstage-plugin-sentry-node';
import type { ProjectScope } from '../../scopes/types';
import { isOutage } from '../../cache/failures';
import { issueNotFound as notFound } from '../detail/problems';

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
  scope: ProjectScope;
  project: SentryProject;
}

/** Issues that one call changes. */
export interface ChangeGroup {
  instance: SentryInstanceConfig;
  organization: string;
  /** A scope of the organization: as whom it is read. */
  scope: ProjectScope;
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

/** An issue as Sentry tells it, and the scope whose project it is of. */
export interface FoundIssue {
  issue: SentryIssueState;
  scope: ProjectScope;
  project: SentryProject;
}

/** Why an issue is not among those that were changed, whichever it is. */
export type ChangeProblem = Omit<SentryIssueChangeProblem, 'issue'>;

/** Config does not let issues be changed. */
export function triageDisabled(): SentryProblem {
  return {
    code: 'NOT_CONFIGURED',
    message:
      'Changing Sentry issues from this portal is turned off: `sentry.triage.enabled` in its config is not true.',
    action:
      'Change the issue in Sentry. The platform team can set sentry.triage.enabled to true in app-config.yaml; the token then needs the scope `event:write`.',
    isChange: true,
  };
}

/** It is done; how the issue is now is not known. */
export function changedUnread(failure: SentryProblem): ChangeProblem {
  return {
    ...failure,
    message: `Sentry took the change, but how the issue is now could not be read: ${failure.message}`,
    action: 'Load the page again to see it.',
    outcome: 'changed',
  };
}

/**
 * Whether a change that failed so may have been made: silence, a broken connection and a
 * gateway's own words say nothing of what Sentry did. Whoever asks too often is not heard.
 */
export function isUncertain({ code }: Pick<SentryProblem, 'code'>): boolean {
  return isOutage(code) && code !== 'RATE_LIMITED';
}

/** Why Sentry did not change an issue, or did not say whether it has. */
export function notChanged(failure: SentryProblemError): ChangeProblem {
  const problem = failure.toProblem();
  return isUncertain(failure)
    ? {
        ...problem,
        action:
          'The change may have been made all the same: load the page again before you try once more.',
        outcome: 'unknown',
      }
    : problem;
}

/** Sentry took the change, and then has no such issue: of which it was told, or no more. */
export function gone(notFound: SentryProblem): ChangeProblem {
  return { ...notFound, outcome: 'unknown' };
}

/** As it is told of a detail: whether there is none, or it is another entity's, makes no difference. */
export function issueNotFound(entityRef: string): SentryProblem {
  return notFound(entityRef).toProblem();
}
