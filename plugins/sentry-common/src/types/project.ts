import type { SentryIssueSort, SentryIssuesQuery } from '../issueQuery';
import type { SentryProblem } from '../problems';
import type { SentryAnswerMeta } from './shared';

/**
 * A Sentry project as issues refer to it.
 *
 * @public
 */
export interface SentryProject {
  instance: string;
  organization: string;
  /** Numeric, as a string: Sentry's ids outgrow what JSON readers keep exact. */
  id: string;
  slug: string;
  name: string;
}

/**
 * One project of an entity: resolved, or with the reason why it is not.
 *
 * @public
 */
export type SentryProjectEntry =
  | (SentryProject & {
      /** The part of the annotation that names the project. */
      ref: string;
      platform?: string;
      /** The project's issues in Sentry. */
      link?: string;
      problem?: undefined;
    })
  | {
      ref: string;
      problem: SentryProblem;
    };

/**
 * Answer of `GET /entities/:kind/:namespace/:name/projects`.
 *
 * @public
 */
export interface SentryProjectsResponse extends SentryAnswerMeta {
  items: SentryProjectEntry[];
  /**
   * What all servers of the entity's projects support. A server whose kind is not configured
   * counts as Sentry until it has answered. Absent when no server can be asked.
   */
  capabilities?: {
    /** Values of `sort` that a list of the entity's issues takes. */
    sorts: SentryIssueSort[];
    /** Whether lists and counts keep to `statsPeriod`; if not, some are over all time. */
    statsPeriod: boolean;
    /** Whether issues come with a trend of their own. */
    issueTrend: boolean;
    /** Whether distinct users can be counted. */
    users: boolean;
    /** Whether error events over time are available. */
    eventTrend: boolean;
    /**
     * Whether `assigned:me` in a search finds what is assigned to the caller, because their own
     * account asks. Absent where Backstage's account does.
     */
    assignedToMe?: true;
    /** Which instances can't do all of that, and what kind of server they are; empty for none. */
    limitedBy: { instance: string; server: 'sentry' | 'glitchtip' }[];
  };
}

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
  /** Unresolved issues of its projects in the window; absent where Sentry counted none of them. */
  unresolved?: number;
  /** Of these, the regressed ones. */
  regressed?: number;
  /** Of these, the escalating ones. */
  escalating?: number;
  /**
   * Whether the counts are these numbers or more: Sentry stopped counting, or did not count
   * some of the projects.
   */
  capped: boolean;
  /** How many of its projects were not counted; absent for none. */
  uncounted?: number;
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

/**
 * An environment that events of the entity's projects were seen in.
 *
 * @public
 */
export interface SentryEnvironment {
  name: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/environments`, sorted by name.
 *
 * @public
 */
export interface SentryEnvironmentsResponse extends SentryAnswerMeta {
  items: SentryEnvironment[];
  /** Those the entity's `sentry.io/environment` annotation selects by default. */
  defaults: string[];
}
