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

/** Which of Sentry's two engines, or GlitchTip, has the alert. */
export interface Alert {
  id: string;
  created: boolean;
  kind: 'workflow' | 'rule' | 'glitchtip';
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

const id = z.union([z.string(), z.number()]).transform(String);
const named = z.array(z.object({ id, name: z.string().nullish() }));
const purpose = (request: AlertRequest) => ({
  what: `create the alert "${request.name}"`,
  scopes: ['alerts:write'],
});

/**
 * Creates the alert, unless the project has one of that name. Sentry has a workflow engine
 * for it; servers before that have rules, and GlitchTip has alerts of its own.
 */
export async function ensureAlert(
  api: SentryApi,
  project: Project,
  request: AlertRequest,
): Promise<Alert> {
  const { organization } = api.place;
  const path = apiPath`/organizations/${organization}/workflows/`;
  const listed = await api.attempt(
    {
      what: `list the alerts of the project "${project.slug}"`,
      scopes: ['alerts:read', 'org:read'],
      path,
      query: { project: project.id, query: request.name },
      schema: named,
    },
    [404],
  );
  if (!('data' in listed)) {
    // GlitchTip answers paths that it does not know with a page: it is asked first.
    return (
      (await ensureGlitchTipAlert(api, project, request)) ??
      ensureRule(api, project, request)
    );
  }
  const known = listed.data.find(({ name }) => name === request.name);
  if (known) {
    return { id: known.id, created: false, kind: 'workflow' };
  }
  const team = request.team && (await teamIdOf(api, request.team));
  const created = await api.request({
    ...purpose(request),
    method: 'POST',
    path,
    body: {
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
    },
    schema: z.object({ id }),
  });
  return { id: created.id, created: true, kind: 'workflow' };
}

/** The monitor of all the project's issues; servers that lack it have one of its errors. */
async function detectorOf(api: SentryApi, project: Project): Promise<string> {
  const detectors = await api.request({
    what: `list the monitors of the project "${project.slug}"`,
    scopes: ['alerts:read', 'org:read'],
    path: apiPath`/organizations/${api.place.organization}/detectors/`,
    query: { project: project.id },
    schema: z.array(z.object({ id, type: z.string() })),
  });
  const detector = ['issue_stream', 'error']
    .map(type => detectors.find(one => one.type === type))
    .find(one => one !== undefined);
  if (!detector) {
    throw new InputError(
      `The project "${project.slug}" has no error monitor for the alert. Add one in Sentry, under Monitors.`,
    );
  }
  return detector.id;
}

async function teamIdOf(api: SentryApi, slug: string): Promise<string> {
  const team = await api.request({
    what: `read the team "${slug}"`,
    scopes: ['team:read'],
    path: apiPath`/teams/${api.place.organization}/${slug}/`,
    schema: z.object({ id }),
  });
  return team.id;
}

async function ensureRule(
  api: SentryApi,
  project: Project,
  request: AlertRequest,
): Promise<Alert> {
  const path = apiPath`/projects/${api.place.organization}/${project.slug}/rules/`;
  const rules = await api.request({
    what: `list the alerts of the project "${project.slug}"`,
    scopes: ['alerts:read', 'project:read'],
    path,
    schema: named,
  });
  const known = rules.find(({ name }) => name === request.name);
  if (known) {
    return { id: known.id, created: false, kind: 'rule' };
  }
  const team = request.team && (await teamIdOf(api, request.team));
  const created = await api.request({
    ...purpose(request),
    method: 'POST',
    path,
    body: {
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
    },
    schema: z.object({ id }),
  });
  return { id: created.id, created: true, kind: 'rule' };
}

/**
 * GlitchTip mails the project's members of a number of events: it knows no other trigger.
 *
 * @returns undefined where the server is no GlitchTip
 */
async function ensureGlitchTipAlert(
  api: SentryApi,
  project: Project,
  request: AlertRequest,
): Promise<Alert | undefined> {
  const path = apiPath`/projects/${api.place.organization}/${project.slug}/alerts/`;
  const listed = await api.attempt(
    {
      what: `list the alerts of the project "${project.slug}"`,
      scopes: ['project:read'],
      path,
      schema: named,
    },
    [404],
  );
  if (!('data' in listed)) {
    return undefined;
  }
  const known = listed.data.find(({ name }) => name === request.name);
  if (known) {
    return { id: known.id, created: false, kind: 'glitchtip' };
  }
  const created = await api.request({
    ...purpose(request),
    scopes: ['project:write'],
    method: 'POST',
    path,
    body: {
      name: request.name,
      timespanMinutes: 1,
      quantity: 1,
      uptime: false,
      alertRecipients: [{ recipientType: 'email', url: '' }],
    },
    schema: z.object({ id }),
  });
  return { id: created.id, created: true, kind: 'glitchtip' };
}
