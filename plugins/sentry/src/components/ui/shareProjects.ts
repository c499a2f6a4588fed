import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';

/** Whether a project is of several entities, so that their counts add up to more than there is. */
export function shareProjects(
  components: Pick<SentryComponentSummary, 'projects'>[],
): boolean {
  const projects = components.flatMap(component => [
    ...new Set(component.projects),
  ]);
  return new Set(projects).size < projects.length;
}
