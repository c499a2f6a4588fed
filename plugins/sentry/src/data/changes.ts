import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryIssueDetail,
  SentryIssuesPage,
  SentryStatusDetails,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { unstable_serialize, useSWRConfig } from 'swr';
import { sentryApiRef } from '../api/SentryApi';

/** What a change makes of an issue. */
export interface IssuePatch extends Partial<
  Pick<
    SentryIssue,
    'status' | 'substatus' | 'priority' | 'assignee' | 'isUnreviewed'
  >
> {
  statusDetails?: SentryStatusDetails;
}

/** Identifies an issue among those of all Sentry instances. */
export function keyOf({
  id,
  project,
}: Pick<SentryIssue, 'id' | 'project'>): string {
  return JSON.stringify([project.instance, project.organization, id]);
}

/** An issue with a change; the same object where there is none. */
export function patchIssue(
  issue: SentryIssue,
  patch: IssuePatch | undefined,
): SentryIssue {
  const { statusDetails: _, ...rest } = patch ?? {};
  return Object.keys(rest).length > 0 ? { ...issue, ...rest } : issue;
}

/** The answers that show issues or count them. */
const routes = ['issues', 'issue', 'summary', 'summaries', 'teams'];

type Known = SentryIssuesPage | SentryIssueDetail | SentrySummary | undefined;

/**
 * Writes changes of issues into every answer that has them, and asks for these and for all
 * counts anew. Answers that were asked for before are dropped on arrival.
 *
 * @returns a function that takes the changes by {@link keyOf} of their issues
 */
export function useMutateIssues(): (
  patches: ReadonlyMap<string, IssuePatch>,
) => void {
  const sentryApi = useApi(sentryApiRef);
  const { cache, mutate } = useSWRConfig();
  return useCallback(
    patches => {
      mutate<Known>(
        key =>
          Array.isArray(key) &&
          key[0] === sentryApi &&
          routes.includes(key[2]) &&
          cache.get(unstable_serialize(key))?.data !== undefined,
        known => patchAnswer(known, patches),
      );
    },
    [sentryApi, cache, mutate],
  );
}

function patchAnswer(
  answer: Known,
  patches: ReadonlyMap<string, IssuePatch>,
): Known {
  if (answer && 'items' in answer) {
    const items = answer.items.map(issue =>
      patchIssue(issue, patches.get(keyOf(issue))),
    );
    const isSame = items.every((issue, index) => issue === answer.items[index]);
    return isSame ? answer : { ...answer, items };
  }
  const patch =
    answer && 'issue' in answer ? patches.get(keyOf(answer.issue)) : undefined;
  return patch && answer && 'issue' in answer
    ? patchDetail(answer, patch)
    : answer;
}

/** The details of an issue with a change of it. */
export function patchDetail(
  detail: SentryIssueDetail,
  patch: IssuePatch,
): SentryIssueDetail {
  const { statusDetails = detail.statusDetails } = patch;
  return { ...detail, statusDetails, issue: patchIssue(detail.issue, patch) };
}
