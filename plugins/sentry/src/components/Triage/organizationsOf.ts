import type { SentryIssue } from 'backstage-plugin-sentry-common';

/** By name; one of each Sentry, should two have one of the same name. */
export function organizationsOf(issues: SentryIssue[]): string[] {
  const names = new Map(
    issues.map(({ project }) => [
      JSON.stringify([project.instance, project.organization]),
      project.organization,
    ]),
  );
  return [...names.values()];
}
