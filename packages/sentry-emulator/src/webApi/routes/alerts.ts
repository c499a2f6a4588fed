import { z } from 'zod';
import { formatDate } from '../../serialize/series';
import type { Detector, Workflow } from '../../store/AlertStore';
import { scopes } from '../auth';
import { choice, readBody, requiredText, SentryApiError } from '../http';
import { answerPage } from '../pagination';
import { readProjects } from '../scope';
import type { ApiContext, ApiRoute, OrganizationRequest } from '../types';

const triggerTypes = [
  'first_seen_event',
  'issue_resolved_trigger',
  'reappeared_event',
  'regression_event',
  'new_high_priority_issue',
  'existing_high_priority_issue',
  'seer_activity_trigger',
];
const filterTypes = [
  'age_comparison',
  'assigned_to',
  'event_frequency_count',
  'event_frequency_percent',
  'event_unique_user_frequency_count',
  'event_attribute',
  'issue_category',
  'issue_occurrences',
  'issue_priority_greater_or_equal',
  'issue_priority_deescalating',
  'latest_adopted_release',
  'latest_release',
  'level',
  'percent_sessions_count',
  'tagged_event',
];
const actionTypes = [
  ...['email', 'slack', 'msteams', 'discord', 'pagerduty', 'opsgenie'],
  ...['github', 'github_enterprise', 'gitlab', 'jira', 'jira_server', 'vsts'],
  ...['plugin', 'sentry_app', 'webhook'],
];

const conditionGroup = (types: readonly string[]) =>
  z.looseObject({
    logicType: choice(['any', 'any-short', 'all', 'none']),
    conditions: z
      .array(
        z.looseObject({
          type: choice(types),
          comparison: z.json('This field is required.'),
          conditionResult: z.json('This field is required.'),
        }),
      )
      .default([]),
  });

const workflowSchema = z.object({
  name: requiredText(256),
  enabled: z.boolean('Must be a valid boolean.').default(true),
  config: z
    .looseObject({
      frequency: z
        .number()
        .refine(
          value => [0, 5, 10, 30, 60, 180, 720, 1440].includes(value),
          'Invalid frequency',
        ),
    })
    .default({ frequency: 30 }),
  environment: z.string().nullish(),
  owner: z
    .string()
    .regex(
      /^(user|team):\d+$/,
      "Could not parse owner. Format should be `type:id` where type is 'team' or 'user'.",
    )
    .nullish(),
  detectorIds: z
    .array(z.coerce.number('A valid integer is required.').int())
    .default([]),
  triggers: conditionGroup(triggerTypes).nullish(),
  actionFilters: z
    .array(
      conditionGroup([...filterTypes, ...triggerTypes]).extend({
        actions: z.array(
          z.looseObject({
            type: choice(actionTypes),
            config: z.looseObject({
              targetType: choice([
                ...['issue_owners', 'team', 'user'],
                ...['specific', 'sentry_app'],
              ]),
              targetIdentifier: z.string().nullish(),
            }),
          }),
          'Missing actions key in action filter',
        ),
      }),
    )
    .default([]),
});

const workflowsPath = '/api/0/organizations/:organization/workflows/';

/** Alerts of the organization, by the name's parts and the monitors of projects. */
export const workflowsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: workflowsPath,
  scopes: scopes.readAlerts,
  handle: (request, context) => {
    const { organization, query } = request;
    const text = query.get('query')?.toLowerCase() ?? '';
    const wanted = detectorsOf(request, context).map(({ id }) => id);
    const found = context.alerts
      .workflows(organization)
      .filter(
        ({ name, detectorIds }) =>
          name.toLowerCase().includes(text) &&
          (!query.has('project') ||
            detectorIds.some(id => wanted.includes(id))),
      );
    return answerPage(request, context, found, serializeWorkflow);
  },
};

/** As at Sentry, two alerts may have one name. */
export const createWorkflowRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: workflowsPath,
  scopes: scopes.writeAlerts,
  handle: (request, context) => {
    const { organization, body } = request;
    const workflow = readBody(workflowSchema, camelCased(body));
    const detectorIds = workflow.detectorIds.map(String);
    const known = context.alerts.detectors(organization).map(({ id }) => id);
    const unknown = detectorIds.filter(id => !known.includes(id));
    if (unknown.length > 0) {
      throw new SentryApiError(400, {
        detectorIds: [`Some detectors do not exist: ${unknown.join(', ')}`],
      });
    }
    requireTargets(workflow.actionFilters, request, context);
    const created = context.alerts.addWorkflow(organization, {
      ...workflow,
      detectorIds,
      environment: workflow.environment ?? null,
      owner: workflow.owner ?? null,
      triggers: workflow.triggers ?? null,
    });
    return { status: 201, body: serializeWorkflow(created) };
  },
};

/** Monitors of projects; `query` knows `type:`. */
export const detectorsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/detectors/',
  scopes: scopes.readAlerts,
  handle: (request, context) => {
    const type = /(?:^|\s)type:(\S+)/.exec(request.query.get('query') ?? '');
    const found = detectorsOf(request, context).filter(
      detector => !type || detector.type === type[1],
    );
    const workflows = context.alerts.workflows(request.organization);
    return answerPage(request, context, found, detector =>
      serializeDetector(detector, workflows),
    );
  },
};

function detectorsOf(
  request: OrganizationRequest,
  context: ApiContext,
): Detector[] {
  const projects = readProjects(request.query, request.organization, context);
  return context.alerts
    .detectors(request.organization)
    .filter(({ project }) => projects.includes(project));
}

/** A team or user that is mailed has to be one. */
function requireTargets(
  filters: z.infer<typeof workflowSchema>['actionFilters'],
  { organization }: OrganizationRequest,
  { directory }: ApiContext,
): void {
  for (const { config } of filters.flatMap(({ actions }) => actions)) {
    const { targetType, targetIdentifier: id } = config;
    const isKnown =
      targetType === 'team'
        ? directory.teams(organization).some(team => team.id === id)
        : targetType !== 'user' ||
          organization.members?.some(member => member.id === id);
    if (!isKnown) {
      throw new SentryApiError(400, {
        actionFilters: [`This ${targetType} is not part of the organization.`],
      });
    }
  }
}

function serializeWorkflow({
  organization,
  createdAt,
  lastTriggered,
  ...workflow
}: Workflow): Record<string, unknown> {
  return {
    ...workflow,
    organizationId: organization,
    createdBy: null,
    dateCreated: formatDate(createdAt),
    dateUpdated: formatDate(createdAt),
    lastTriggered:
      lastTriggered === undefined ? null : formatDate(lastTriggered),
  };
}

const detectorNames: Partial<Record<Detector['type'], string>> = {
  error: 'Error Monitor',
  issue_stream: 'Issue Stream',
};

function serializeDetector(
  { id, type, project, monitor }: Detector,
  workflows: Workflow[],
): Record<string, unknown> {
  const isUptime = type === 'uptime_domain_failure';
  return {
    id,
    projectId: project.id,
    name: monitor?.name ?? detectorNames[type],
    description: null,
    type,
    workflowIds: workflows
      .filter(({ detectorIds }) => detectorIds.includes(id))
      .map(workflow => workflow.id),
    owner: null,
    createdBy: null,
    dateCreated: formatDate(0),
    dateUpdated: formatDate(0),
    dataSources: isUptime
      ? [
          {
            id,
            type: 'uptime_subscription',
            sourceId: id,
            queryObj: { url: monitor?.url, method: 'GET', intervalSeconds: 60 },
          },
        ]
      : null,
    conditionGroup: null,
    config: isUptime
      ? { mode: 1, environment: monitor?.environment ?? 'production' }
      : {},
    enabled: monitor?.status !== 'disabled',
    latestGroup: monitor?.issueId
      ? { id: monitor.issueId, status: 'unresolved' }
      : null,
  };
}

/** Sentry accepts these bodies in snake case and in camel case. */
function camelCased(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, one]) => [
          key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
          one,
        ]),
      )
    : value;
}
