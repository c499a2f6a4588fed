import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SentryAudit } from '../audit/SentryAudit';
import { ActionRunner, type ActionParts } from './ActionRunner';
import { createGetIssueAction } from './createGetIssueAction';
import { createGetIssueEventAction } from './createGetIssueEventAction';
import { createGetSummaryAction } from './createGetSummaryAction';
import { createListAlertsAction } from './createListAlertsAction';
import { createListIssuesAction } from './createListIssuesAction';
import { createListMyIssuesAction } from './createListMyIssuesAction';
import { createListProjectsAction } from './createListProjectsAction';
import { createUpdateIssueAction } from './createUpdateIssueAction';

/**
 * Registers what agents and templates can do: the same as the routes, with the same access,
 * audit, cache and problems, in smaller answers.
 *
 * @param options - `allowServices`: whether service principals may use actions
 */
export function registerActions(
  options: Omit<ActionParts, 'runner'> & {
    audit: SentryAudit;
    logger: LoggerService;
    allowServices: boolean;
  },
): void {
  const parts = { ...options, runner: new ActionRunner(options) };
  createListIssuesAction(parts);
  createListMyIssuesAction(parts);
  createGetIssueAction(parts);
  createGetIssueEventAction(parts);
  createGetSummaryAction(parts);
  createListProjectsAction(parts);
  createListAlertsAction(parts);
  if (options.sentry.config.triage.enabled) {
    createUpdateIssueAction(parts);
  }
}
