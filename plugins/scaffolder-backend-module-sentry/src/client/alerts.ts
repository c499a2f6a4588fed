import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Project } from './projects';
import { apiPath, type SentryApi } from './SentryApi';

/** When an alert is sent, in this module's words. */
export const alertTriggers = [
  'new',
  'regressed',
  'escalating',
  'highPriority',
] as const;

/** What a template asks for. */
export interface AlertRequest {
  name: string;
  triggers: (typeof alertTriggers)[number][];
  /** Slug of the team that is mailed; without it the owners of the issue are. */
  team?: string;
  environment?: string;
  /** Minutes between two mails of one issue. */
  frequency: number;
}

/** The alert, and which of Sentry's two engines, or GlitchTip, has it. */
export type Alert = {
  id: string;
  created: boolean;
  kind: 'workflow' | 'rule' | 'glitchtip';
};

/** How a server keeps alerts: where they are, and what creates one. */
interface Engine {
  kind: Alert['kind'];
  path: string;
  /** Narrows the list to what may have the name. */
  query?: Record<string, string>;
  readScopes: string[];
  writeScopes: string[];
  bodyOf(): Promise<object>;
}

const workflowConditions: Record<(typeof alertTriggers)[number], string> = {
  new: 'first_seen_event',
  regressed: 'regression_event',
  escalating: 'reappeared_event',
  highPriority: 'new_high_priority_issue',
};

const RULES = 'sentry.rules.conditions';
const ruleConditions: Record<(typeof alertTriggers)[number], string> = {
  new: `${RULES}.first_seen_event.FirstSeenEventCondition`,
  regressed: `${RULES}.regression_event.RegressionEventCondition`,
  escalating: `${RULES}.reappeared_event.ReappearedEventCondition`,
  highPriority: `${RULES}.high_priority_issue.NewHighPriorityIssueCondition`,
};

const idSchema = z.union([z.string(), z.number()]).transform(String);
const alertsSchema = z.array(
  z.object({ id: idSchema, name: z.string().nullish() }),
);

/**
 * Creates the alert, unless the project has one of that name. Sentry has a workflow engine
 * for it; servers before that have rules, and GlitchTip has alerts of its own.
 */
export function ensureAlert(
  api: SentryApi,
  project: Project,
  request: AlertRequest,
): Promise<Alert> {
  const { organization } = api.place;
  const ofProject = apiPath`/projects/${organization}/${project.slug}/`;
  const engines: Engine[] = [
    {
      kind: 'workflow',
      path: apiPath`/organizations/${organization}/workflows/`,
      query: { project: project.id, query: request.name },
      readScopes: ['alerts:read', 'org:read'],
      writeScopes: ['alerts:write'],
      bodyOf: () => workflowOf(api, project, request),
    },
    // Before the rules: GlitchTip answers paths that it does not know with a page.
    {
      kind: 'glitchtip',
      path: `${ofProject}alerts/`,
      readScopes: ['project:read'],
      writeScopes: ['project:write'],
      bodyOf: async () => glitchTipAlertOf(request),
    },
    {
      kind: 'rule',
      path: `${ofProject}rules/`,
      readScopes: ['alerts:read', 'project:read'],
      writeScopes: ['alerts:write'],
      bodyOf: () => ruleOf(api, request),
    },
  ];
  return ensureInFirst(engines, api, project, request);
}

/** In the first engine that the server has. */
async function ensureInFirst(
  [engine, ...others]: Engine[],
  api: SentryApi,
  project: Project,
  request: AlertRequest,
): Promise<Alert> {
  const { kind, path, query } = engine;
  const listed = await api.find(
    {
      what: `list the alerts of the project "${project.slug}"`,
      scopes: engine.readScopes,
      path,
      query,
      schema: alertsSchema,
    },
    ({ name }) => name === request.name,
    others.length > 0 ? [404] : [],
  );
  if (!('data' in listed)) {
    return ensureInFirst(others, api, project, request);
  }
  const known = listed.data;
  if (known) {
    return { id: known.id, created: false, kind };
  }
  const { id } = await api.request({
    method: 'POST',
    what: `create the alert "${request.name}"`,
    scopes: engine.writeScopes,
    path,
    body: await engine.bodyOf(),
    schema: z.object({ id: idSchema }),
  });
  return { id, created: true, kind };
}

async function workflowOf(
  api: SentryApi,
  project: Project,
  request: AlertRequest,
): Promise<object> {
  const team = await teamIdOf(api, request.team);
  return {
    name: request.name,
    enabled: true,
    config: { frequency: request.frequency },
    environment: request.environment ?? null,
    detectorIds: [Number(await detectorOf(api, project))],
    ...(team && { owner: `team:${team}` }),
    triggers: {
      logicType: 'any-short',
      conditions: request.triggers.map(trigger => ({
        type: workflowConditions[trigger],
        comparison: true,
        conditionResult: true,
      })),
      actions: [],
    },
    actionFilters: [
      {
        logicType: 'all',
        conditions: [],
        actions: [
          {
            type: 'email',
            integrationId: null,
            data: team ? {} : { fallthroughType: 'ActiveMembers' },
            config: {
              targetType: team ? 'team' : 'issue_owners',
              targetDisplay: null,
              targetIdentifier: team ?? '',
            },
            status: 'active',
          },
        ],
      },
    ],
  };
}

/** The monitor of all the project's issues; servers that lack it have one of its errors. */
async function detectorOf(api: SentryApi, project: Project): Promise<string> {
  let errors: string | undefined;
  const listed = await api.find(
    {
      what: `list the monitors of the project "${project.slug}"`,
      scopes: ['alerts:read', 'org:read'],
      path: apiPath`/organizations/${api.place.organization}/detectors/`,
      query: { project: project.id },
      schema: z.array(z.object({ id: idSchema, type: z.string() })),
    },
    ({ id, type }) => {
      errors ??= type === 'error' ? id : undefined;
      return type === 'issue_stream';
    },
  );
  const detector = ('data' in listed && listed.data?.id) || errors;
  if (!detector) {
    throw new InputError(
      `The project "${project.slug}" has no error monitor for the alert. Add one in Sentry, under Monitors.`,
    );
  }
  return detector;
}

async function teamIdOf(
  api: SentryApi,
  slug: string | undefined,
): Promise<string | undefined> {
  if (!slug) {
    return undefined;
  }
  const team = await api.request({
    what: `read the team "${slug}"`,
    scopes: ['team:read'],
    path: apiPath`/teams/${api.place.organization}/${slug}/`,
    schema: z.object({ id: idSchema }),
  });
  return team.id;
}

async function ruleOf(api: SentryApi, request: AlertRequest): Promise<object> {
  const team = await teamIdOf(api, request.team);
  return {
    name: request.name,
    actionMatch: 'any',
    filterMatch: 'all',
    frequency: Math.max(5, request.frequency),
    environment: request.environment ?? null,
    ...(team && { owner: `team:${team}` }),
    conditions: request.triggers.map(trigger => ({
      id: ruleConditions[trigger],
    })),
    filters: [],
    actions: [
      {
        id: 'sentry.mail.actions.NotifyEmailAction',
        targetType: team ? 'Team' : 'IssueOwners',
        targetIdentifier: team ?? '',
        ...(!team && { fallthroughType: 'ActiveMembers' }),
      },
    ],
  };
}

/** GlitchTip mails the project's members of a number of events: it knows no other trigger. */
function glitchTipAlertOf(request: AlertRequest): object {
  return {
    name: request.name,
    timespanMinutes: 1,
    quantity: 1,
    uptime: false,
    alertRecipients: [{ recipientType: 'email', url: '' }],
  };
}
