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
import { keyOf } from '../data/changes';
import {
  targetOf,
  type TriageAct,
  type TriageFailure,
  type TriageKind,
} from './acts';

/** Issues that are changed in one request. */
interface TriageGroup {
  issues: SentryIssue[];
  actsAs: SentryActor;
  /** Where the issues are looked for; undefined where there is one place only. */
  project?: string[];
}

/** What a request came to for one of its issues. */
export interface ChangeResult {
  issue: SentryIssue;
  /** How it now is; absent where that is not known, or where it was not changed. */
  serverIssue?: SentryChangedIssue;
  /** Why the answer has no issue. */
  error?: Error;
  /** Whether it was changed although the answer has no issue. */
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

/** Requests a change, and returns the result for each issue; never rejects. */
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
      const serverIssue = items.find(item => keyOf(item) === keyOf(issue));
      return serverIssue
        ? { issue, serverIssue }
        : resultWithoutServerIssue(issue, problems);
    });
  } catch (error) {
    return issues.map(issue => ({
      issue,
      error: toError(error),
      outcome: outcomeOf(error),
    }));
  }
}

function resultWithoutServerIssue(
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
export function outcomeOf(error: unknown): ChangeResult['outcome'] {
  if (!(error instanceof SentryProblemException)) {
    return undefined;
  }
  const problem: SentryProblem & Pick<ChangeResult, 'outcome'> = error.problem;
  return problem.outcome;
}

const statusKinds: TriageKind[] = ['resolve', 'archive', 'reopen'];

/** The failures, without those that this change tried again and with its own. */
export function withFailures(
  failures: readonly TriageFailure[],
  id: number,
  all: (ChangeResult & { act: TriageAct })[],
): TriageFailure[] {
  const tried = new Set(all.map(subjectOf));
  return [
    ...failures.filter(one => one.id > id || !tried.has(subjectOf(one))),
    ...all.flatMap(({ issue, act, error, outcome }) =>
      error ? { id, issue, act, error, outcome, ...retryOf(error) } : [],
    ),
  ];
}

function retryOf(error: Error): Pick<TriageFailure, 'retryAt'> {
  const seconds =
    error instanceof SentryProblemException
      ? error.problem.retryAfterSeconds
      : undefined;
  return seconds ? { retryAt: Date.now() + seconds * 1000 } : {};
}

/** What of an issue is changed: resolving and archiving both change its status. */
function subjectOf({ issue, act }: Pick<TriageFailure, 'issue' | 'act'>) {
  const { kind } = act;
  return `${statusKinds.includes(kind) ? 'status' : kind} ${keyOf(issue)}`;
}
