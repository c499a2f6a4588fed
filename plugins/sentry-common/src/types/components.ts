import type { SentryIssuesQuery } from '../issueQuery';
import type { SentryProject } from './project';

/**
 * Names a project in an answer about several entities: `instance:organization/id`, as
 * {@link sentryProjectName} makes it.
 *
 * @public
 */
export type SentryProjectName = string;

/**
 * An entity that an answer about several is put together from: one that the caller can read
 * and holds `sentry.issue.read` for.
 *
 * @public
 */
export interface SentryComponent {
  /** `kind:namespace/name`, in lower case. */
  ref: string;
  /** As the catalog has it; absent where it has none. */
  title?: string;
  /** Its projects, of those asked about. A project of several entities is with each. */
  projects: SentryProjectName[];
}

/**
 * What one entity adds to a summary of several.
 *
 * @public
 */
export interface SentryComponentSummary extends SentryComponent {
  /** Unresolved issues of its projects in the window; absent where Sentry could not tell. */
  unresolved?: number;
  /** Whether Sentry stopped counting there, so that it is that number or more. */
  capped: boolean;
}

/**
 * How issues concern the caller: by what they own in the catalog, or by being assigned
 * to them in Sentry.
 *
 * @public
 */
export type SentryIssueRelation = 'owned' | 'assigned';

/**
 * The query parameters of `GET /me/issues`, whose answer is a `SentryIssuesPage`.
 *
 * @public
 */
export interface SentryMyIssuesQuery extends SentryIssuesQuery {
  /**
   * In which way the issues concern the caller. Both ways in one list where it is absent: all
   * issues of what they own, and of all else that they may look at those assigned to them.
   */
  relation?: SentryIssueRelation;
}

/**
 * The name under which {@link SentryComponent} has a project, such as that of an issue.
 *
 * @public
 */
export function sentryProjectName(
  project: Pick<SentryProject, 'instance' | 'organization' | 'id'>,
): SentryProjectName {
  return `${project.instance}:${project.organization}/${project.id}`;
}
