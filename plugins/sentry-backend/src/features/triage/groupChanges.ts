import type { SentryIssueChange } from 'backstage-plugin-sentry-common';
import type { ChangeGroup, LocatedIssue } from './types';

/**
 * Whether what a change names is a project's: its releases, teams and members. Another
 * project may not have them, and Sentry then refuses the change for all.
 */
export function isOfProject({
  resolution,
  assignedTo,
}: SentryIssueChange): boolean {
  return resolution !== undefined || typeof assignedTo === 'string';
}

/** Puts issues together that one call can change: those of an organization, or of a project. */
export function groupChanges(
  issues: LocatedIssue[],
  byProject: boolean,
): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const issue of issues) {
    const { source, project } = issue;
    const { instance, organization } = source;
    const key = JSON.stringify([
      instance.name,
      organization,
      ...(byProject ? [project.id] : []),
    ]);
    const group = groups.get(key) ?? {
      instance,
      organization,
      source,
      issues: [],
    };
    group.issues.push(issue);
    groups.set(key, group);
  }
  return [...groups.values()];
}
