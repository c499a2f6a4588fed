import { z } from 'zod';
import type { Organization } from '../../directory';
import { formatDate } from '../../serialize/series';
import type { MetricAlert } from '../../store/AlertStore';
import { scopes } from '../auth';
import { choice, readBody, requiredText, SentryApiError } from '../http';
import { answerPage } from '../pagination';
import { readProjects } from '../scope';
import type { ApiContext, ApiRoute } from '../types';

const rulesPath = '/api/0/projects/:organization/:project/rules/';

/** Alerts of a server without the workflow engine; where there is one, they are gone. */
export const rulesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: rulesPath,
  scopes: ['alerts:read', 'project:read', 'project:write', 'project:admin'],
  handle: (request, context) => {
    requireRules(context);
    return answerPage(
      request,
      context,
      context.alerts.alerts(request.project),
      rule => rule,
    );
  },
};

const ruleSchema = z.object({
  name: requiredText(256),
  actionMatch: choice(['all', 'any', 'none']),
  filterMatch: choice(['all', 'any', 'none']).nullish(),
  frequency: z
    .number('This field is required.')
    .min(5, 'Ensure this value is greater than or equal to 5.')
    .max(43_200, 'Ensure this value is less than or equal to 43200.'),
  environment: z.string().nullish(),
  owner: z.string().nullish(),
  conditions: z.array(z.looseObject({ id: z.string() })).default([]),
  filters: z.array(z.looseObject({ id: z.string() })).default([]),
  actions: z
    .array(
      z.looseObject({ id: z.string() }),
      'You must add an action for this alert to fire.',
    )
    .min(1, 'You must add an action for this alert to fire.'),
});

export const createRuleRoute: ApiRoute = {
  kind: 'project',
  method: 'post',
  path: rulesPath,
  scopes: scopes.writeRules,
  handle: ({ body, project }, context) => {
    requireRules(context);
    const rule = readBody(ruleSchema, body);
    const isSame = ({ name }: Record<string, unknown>) => name === rule.name;
    if (context.alerts.alerts(project).some(isSame)) {
      throw new SentryApiError(400, {
        name: ['This rule has the same name as another. Rename it.'],
      });
    }
    const created = context.alerts.addAlert(project, rule);
    return { status: 201, body: { ...created, projects: [project.slug] } };
  },
};

/**
 * Alerts on figures of projects, which Sentry keeps beside the workflows that it has made of
 * them. Not in its document; shape from `alert_rule.py` and `alert_rule_trigger_action.py`,
 * filter from `organization_alert_rule_index.py`.
 */
export const metricRulesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/alert-rules/',
  scopes: scopes.readAlerts,
  handle: (request, context) => {
    const { query, organization } = request;
    const found = readProjects(query, organization, context).flatMap(project =>
      context.alerts.metricAlerts(project),
    );
    const isExpanded = query.getAll('expand').includes('latestIncident');
    return answerPage(request, context, found, alert => ({
      ...serializeMetricAlert(alert, organization),
      ...(isExpanded && {
        latestIncident:
          alert.lastTriggered === undefined
            ? null
            : { dateStarted: formatDate(alert.lastTriggered) },
      }),
    }));
  },
};

// `AlertRuleStatus`.
const PENDING = 0;
const DISABLED = 5;

function serializeMetricAlert(
  { id, name, project, createdAt, ...alert }: MetricAlert,
  organization: Organization,
): Record<string, unknown> {
  const {
    enabled = true,
    recipients = [{ type: 'email', targetType: 'team' as const }],
  } = alert;
  return {
    id,
    name,
    organizationId: organization.id,
    status: enabled ? PENDING : DISABLED,
    dataset: 'events',
    query: '',
    aggregate: 'count()',
    thresholdType: 0,
    timeWindow: 60,
    environment: alert.environment ?? null,
    projects: [project.slug],
    owner: null,
    snooze: false,
    dateCreated: formatDate(createdAt),
    dateModified: formatDate(createdAt),
    triggers: [
      {
        id: `${id}1`,
        alertRuleId: id,
        label: 'critical',
        alertThreshold: 100,
        actions: recipients.map((recipient, index) => ({
          id: `${id}1${index}`,
          alertRuleTriggerId: `${id}1`,
          type: recipient.type,
          targetType: recipient.targetType,
          targetIdentifier:
            recipient.targetDisplay ??
            recipient.targetIdentifier ??
            `${project.id}00`,
          inputChannelId: null,
          integrationId: null,
          sentryAppId: null,
        })),
      },
    ],
  };
}

function requireRules({ dialect }: ApiContext): void {
  if (dialect.hasWorkflows) {
    throw new SentryApiError(410, { message: 'This API no longer exists.' });
  }
}
