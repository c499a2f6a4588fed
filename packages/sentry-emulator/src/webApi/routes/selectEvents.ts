import { SentryApiError } from '../errors';
import { readScope } from '../scope';
import { prepareSearch } from '../searchIssues';
import type { Issue } from '../../store/Issue';
import type { StoredEvent, TimeRange } from '../../store/types';
import type { ApiContext, OrganizationRequest } from '../types';

export interface FoundEvent {
  readonly event: StoredEvent;
  readonly issue: Issue;
}

/** Datasets that Sentry has and that are always empty here. */
const emptyDatasets = ['spans', 'logs', 'ourlogs', 'profiles', 'tracemetrics'];
const errorDatasets = ['errors', 'discover'];

/** The value of `dataset`, by default errors. */
export function readDataset(query: URLSearchParams): string {
  const dataset = query.get('dataset') || 'errors';
  const all = [...errorDatasets, ...emptyDatasets];
  if (!all.includes(dataset)) {
    throw SentryApiError.badRequest(
      `dataset must be one of: ${all.sort().join(', ')}`,
    );
  }
  return dataset;
}

/** The events that a request to `events/` or `events-timeseries/` selects, and its window. */
export function selectEvents(
  request: OrganizationRequest,
  context: ApiContext,
): { events: FoundEvent[]; range: TimeRange } {
  const { query, organization } = request;
  const scope = readScope(request, context);
  if (emptyDatasets.includes(readDataset(query))) {
    return { events: [], range: scope.range };
  }
  const { search, matchesEvent } = prepareSearch(
    query.get('query') ?? '',
    scope,
    organization,
    context,
  );
  const events = scope.projects.flatMap(project =>
    context.store
      .issues(project.id)
      .filter(search.matchesIssue)
      .flatMap(issue =>
        issue.timeline
          .within(scope.range, matchesEvent)
          .map(event => ({ event, issue })),
      ),
  );
  return { events, range: scope.range };
}
