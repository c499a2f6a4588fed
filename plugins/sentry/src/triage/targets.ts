import type {
  SentryIssue,
  SentryIssueChangeField,
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';

/** What the viewer may do to the issues of an organization; undefined where nobody said. */
export function targetOf(
  advice: SentryTriageResponse | undefined,
  { project }: SentryIssue,
): SentryTriageTarget | undefined {
  return advice?.items.find(
    ({ instance, organization, projects }) =>
      instance === project.instance &&
      organization === project.organization &&
      projects.includes(project.id),
  );
}

/** Also where the viewer has yet to be asked for the scope: the first change does. */
export function isOffered(target: SentryTriageTarget | undefined): boolean {
  return Boolean(
    target &&
    (target.allowed || (target.actsAs === 'user' && target.missingScope)),
  );
}

/** What can be changed of all of these issues. */
export function fieldsOf(
  advice: SentryTriageResponse | undefined,
  issues: SentryIssue[],
): SentryIssueChangeField[] {
  const [first = [], ...rest] = issues.map(
    issue => targetOf(advice, issue)?.fields ?? [],
  );
  return first.filter(field => rest.every(fields => fields.includes(field)));
}
