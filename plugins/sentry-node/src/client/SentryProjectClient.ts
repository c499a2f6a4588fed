import type { SentryMonitor } from 'backstage-plugin-sentry-common';
import type {
  SentryProjectAlerts,
  SentryProjectRef,
  SentryReleaseFacts,
  SentryRequestOptions,
} from './types';

/**
 * The part of {@link SentryClient} that is about alerts, monitors and single releases of projects. What a server
 * lacks is `undefined`.
 *
 * @public
 */
export interface SentryProjectClient {
  /**
   * The enabled alerts of the projects, with whom they notify: workflows; the rules of servers
   * older than these, and GlitchTip's alerts, of the first 20 projects. Takes `alerts:read` or
   * `org:read`, rules on issues `project:read`.
   */
  listAlerts(
    organization: string,
    params: { projects: SentryProjectRef[] },
    options?: SentryRequestOptions,
  ): Promise<SentryProjectAlerts | undefined>;

  /**
   * Whether the project has an ownership rule of its own, which says whose issues are. Takes
   * `project:read`.
   */
  hasOwnershipRule(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<boolean | undefined>;

  /**
   * A release with its newest 50 commits and deploys; `undefined` where the projects have none of
   * that version.
   *
   * @param params - `project`: numbers
   */
  getRelease(
    organization: string,
    version: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryReleaseFacts | undefined>;

  /**
   * Monitors of jobs and of addresses of the projects, the unhealthy first. Takes
   * `alerts:read` or `org:read`.
   *
   * @param params - `withCheckIns`: reads the check-ins of the first ten jobs, too, in a call each
   */
  listMonitors(
    organization: string,
    params: { projects: SentryProjectRef[]; withCheckIns?: boolean },
    options?: SentryRequestOptions,
  ): Promise<SentryMonitor[] | undefined>;
}
