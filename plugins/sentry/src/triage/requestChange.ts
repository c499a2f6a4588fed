import type {
  SentryActor,
  SentryChangedIssue,
  SentryIssue,
  SentryIssueChange,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { type SentryApi, SentryProblemException } from '../api';
import { targetOf } from './targets';
import type { TriageFailure } from './types';

/** Issues that are changed in one request. */
export interface TriageGroup {
  issues: SentryIssue[];
  actsAs: SentryActor;
  /** Where the issues are looked for; undefined where there is one place only. */
  project?: string[];
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
    const { instance, organization, slug } = issue.project;
    const actsAs = targetOf(advice, issue)?.actsAs ?? 'service';
    const key = JSON.stringify([instance, organization, actsAs]);
    const group = groups.get(key) ?? { issues: [], actsAs };
    group.issues.push(issue);
    if (!isOnePlace && !group.project?.includes(slug)) {
      group.project = [...(group.project ?? []), slug];
    }
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Asks for a change, and tells those that were made from those that were not. */
export async function requestChange(options: {
  sentryApi: SentryApi;
  entityRef: string;
  group: TriageGroup;
  change: SentryIssueChange;
}): Promise<{
  changed: { issue: SentryIssue; truth: SentryChangedIssue }[];
  failures: TriageFailure[];
}> {
  const { sentryApi, entityRef, group, change } = options;
  const { issues, actsAs, project } = group;
  const query = project && { project };
  const [first, ...others] = issues;
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

  const changed = issues.flatMap(issue => {
    const truth = items.find(({ id }) => id === issue.id);
    return truth ? { issue, truth } : [];
  });
  const failures = issues
    .filter(issue => changed.every(one => one.issue !== issue))
    .map(issue => {
      const problem = problems.find(one => one.issue === issue.id);
      return {
        issue,
        error: problem
          ? new SentryProblemException(problem)
          : new Error('The answer does not name the issue.'),
      };
    });
  return { changed, failures };
}
