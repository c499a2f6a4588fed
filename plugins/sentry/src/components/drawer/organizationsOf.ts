import type {
  SentryIssue,
  SentryProject,
} from 'backstage-plugin-sentry-common';

/**
 * The organizations of issues by name; as annotations write them, with their instance,
 * where another one of these issues is of one of the same name.
 *
 * @param among - all issues that are spoken of
 */
export function organizationsOf(
  issues: SentryIssue[],
  among: SentryIssue[] = issues,
): string[] {
  const nameOf = ({ instance, organization }: SentryProject) =>
    among.some(
      ({ project }) =>
        project.organization === organization && project.instance !== instance,
    )
      ? `${instance}:${organization}`
      : organization;
  return [...new Set(issues.map(({ project }) => nameOf(project)))];
}
