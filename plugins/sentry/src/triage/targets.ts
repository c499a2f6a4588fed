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

/** Those of these issues of which their server can't change this. */
export function issuesWithout(
  field: SentryIssueChangeField,
  advice: SentryTriageResponse | undefined,
  issues: SentryIssue[],
): SentryIssue[] {
  return issues.filter(
    issue => !targetOf(advice, issue)?.fields.includes(field),
  );
}

/** Whether this can be changed of any issue of the entity. */
export function isOfferedSomewhere(
  field: SentryIssueChangeField,
  advice: SentryTriageResponse | undefined,
): boolean {
  return Boolean(
    advice?.items.some(
      target => isOffered(target) && target.fields.includes(field),
    ),
  );
}
