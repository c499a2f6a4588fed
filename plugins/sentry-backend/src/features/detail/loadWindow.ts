import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { ProjectScope } from '../../scopes/types';
import type { SourceWindow } from './types';

/** Searches that don't name it leave feedback out, whatever else they name. */
const OF_FEEDBACK = ' issue.category:feedback';

/**
 * Asks for an issue as lists have it, which tell of a window and of all time. By a search:
 * what Sentry's `group` names is counted over all time. One that is in no list of the
 * window did not occur in it.
 */
export async function loadWindow(
  { client, organization }: ProjectScope,
  { id, project, category }: SentryIssue,
  asked: { environment?: string[]; statsPeriod?: string },
): Promise<SourceWindow> {
  const { items } = await client.listIssues(organization, {
    ...asked,
    project: [project.id],
    query: `issue.id:${id}${category === 'feedback' ? OF_FEEDBACK : ''}`,
    groupStatsPeriod: '',
    collapse: ['filtered', 'unhandled'],
  });
  if (!items.length) {
    return { count: 0, userCount: 0 };
  }
  const issue = items.find(item => item.id === id);
  if (!issue) {
    return {};
  }
  const { count, userCount, firstSeen, lastSeen, lifetime } = issue;
  return { count, userCount, firstSeen, lastSeen, lifetime };
}
