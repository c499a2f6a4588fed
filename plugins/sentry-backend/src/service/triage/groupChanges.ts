import type { ChangeGroup, LocatedIssue } from './types';

/**
 * Puts issues together that one call can change: those of an organization. Releases are of
 * projects, so that what names one is a change of a single project's issues.
 */
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
