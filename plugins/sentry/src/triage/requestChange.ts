import { toError } from '@backstage/errors';
import {
  type SentryActor,
  type SentryChangedIssue,
  type SentryIssue,
  type SentryIssueChange,
  type SentryIssueChangeProblem,
  type SentryProblem,
  sentryProjectName,
  type SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { type SentryApi } from '../api/SentryApi';
import { SentryProblemException } from '../api/errors';
import { keyOf } from './Overlays';
import { targetOf } from './targets';

/** Issues that are changed in one request. */
export interface TriageGroup {
  issues: SentryIssue[];
  actsAs: SentryActor;
  /** Where the issues are looked for; undefined where there is one place only. */
  project?: string[];
}

/** What a request came to for one of its issues. */
export interface ChangeResult {
  issue: SentryIssue;
  /** How it now is; absent where that is not known, or where it was not changed. */
  truth?: SentryChangedIssue;
  /** Why there is no truth. */
  error?: Error;
  /** Whether it was changed although there is no truth. */
  outcome?: SentryIssueChangeProblem['outcome'];
}

/**
 * A request for each who acts; and for each place, where several Sentrys may have
 * issues of the same number.
 */
export function groupByActor(
  issues: SentryIssue[],
  advice: SentryTriageResponse | undefined,
): TriageGroup[] {
  const isOnePlace = (advice?.items.length ?? 0) <= 1;
  const groups = new Map<string, TriageGroup>();
  for (const issue of issues) {
    const { instance, organization } = issue.project;
    const name = sentryProjectName(issue.project);
    const actsAs = targetOf(advice, issue)?.actsAs ?? 'service';
    const key = JSON.stringify([instance, organization, actsAs]);
    const group = groups.get(key) ?? { issues: [], actsAs };
    group.issues.push(issue);
    if (!isOnePlace && !group.project?.includes(name)) {
      group.project = [...(group.project ?? []), name];
    }
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Asks for a change, and tells of each issue what came of it; never fails. */
export async function requestChange(options: {
  sentryApi: SentryApi;
  entityRef: string;
  group: TriageGroup;
  change: SentryIssueChange;
}): Promise<ChangeResult[]> {
  const { sentryApi, entityRef, group, change } = options;
  const { issues, actsAs, project } = group;
  const query = project && { project };
  const [first, ...others] = issues;
  try {
    const { items, problems } = others.length
      ? await sentryApi.updateIssues(
          entityRef,
          { ...change, ids: issues.map(({ id }) => id) },
          query,
          { actsAs },
        )
      : await sentryApi.updateIssue(entityRef, first.id, change, query, {
          actsAs,
        });
    return issues.map(issue => {
      const truth = items.find(item => keyOf(item) === keyOf(issue));
      return truth ? { issue, truth } : withoutTruth(issue, problems);
    });
  } catch (error) {
    return issues.map(issue => ({
      issue,
      error: toError(error),
      outcome: outcomeOf(error),
    }));
  }
}

function withoutTruth(
  issue: SentryIssue,
  problems: SentryIssueChangeProblem[],
): ChangeResult {
  const { instance, organization } = issue.project;
  const problem = problems.find(
    one =>
      one.issue === issue.id &&
      (one.project?.instance ?? instance) === instance &&
      (one.project?.organization ?? organization) === organization,
  );
  return problem
    ? {
        issue,
        error: new SentryProblemException(problem),
        outcome: problem.outcome,
      }
    : { issue, error: new Error('The answer does not name the issue.') };
}

/** Whether a request that failed as a whole may have changed something. */
function outcomeOf(error: unknown): ChangeResult['outcome'] {
  if (!(error instanceof SentryProblemException)) {
    return undefined;
  }
  const problem: SentryProblem & Pick<ChangeResult, 'outcome'> = error.problem;
  return problem.outcome;
}
