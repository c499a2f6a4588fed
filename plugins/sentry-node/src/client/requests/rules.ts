import type { z } from 'zod';
import {
  isEnabled,
  metricRuleSchema,
  recipientsOfMetricRule,
  recipientsOfRule,
  ruleSchema,
  type RawRecipient,
} from '../../mapping/alerts';
import { apiPath } from '../http/path';
import {
  ifPresent,
  type Call,
  type CallRequest,
  type ProjectRef,
} from './call';
import { readList, readPages } from './read';

export const MAX_PAGES = 5;
/** Of servers that list the alerts of one project at a time. */
export const MAX_PROJECTS = 20;

/** An alert as one of the three kinds of servers has it. */
export interface FoundAlert {
  id: string;
  name?: string;
  environment?: string;
  lastTriggered?: string;
  recipients: RawRecipient[];
  projects: ProjectRef[];
  /** Of its page, below the organization. */
  path: string;
}

export interface FoundAlerts {
  alerts: FoundAlert[];
  /** Projects all of whose alerts are among these. */
  known: ProjectRef[];
  /** The page that makes one, below the organization. */
  newAlert: (project: ProjectRef) => string;
}

/** Servers older than the workflow engine have rules on issues and rules on figures. */
export async function rulesOf(
  call: Call,
  projects: ProjectRef[],
): Promise<FoundAlerts | undefined> {
  const asked = projects.slice(0, MAX_PROJECTS);
  const [rules, metricRules] = await Promise.all([
    issueRulesOf(call, asked),
    metricRulesOf(call, projects),
  ]);
  return (
    (rules || metricRules) && {
      alerts: [...(rules ?? []), ...(metricRules?.alerts ?? [])],
      known: !rules || metricRules?.isCut ? [] : asked,
      newAlert: ({ slug }) =>
        `alerts/new/issue/?project=${encodeURIComponent(slug)}`,
    }
  );
}

/** Listed by organization. Undocumented, what Sentry's own pages asked. */
async function metricRulesOf(
  call: Call,
  projects: ProjectRef[],
): Promise<{ alerts: FoundAlert[]; isCut: boolean } | undefined> {
  const found = await ifPresent(call, 'listMetricRules', () =>
    readPages(
      async cursor =>
        readList(
          await call.send({
            operation: 'listMetricRules',
            path: apiPath`/organizations/${call.organization}/alert-rules/`,
            query: {
              project: projects.map(({ id }) => id),
              expand: 'latestIncident',
              per_page: 100,
              cursor,
            },
            subject: { scope: 'alerts:read' },
          }),
          metricRuleSchema,
        ),
      MAX_PAGES,
    ),
  );
  return (
    found && {
      isCut: found.isCut,
      alerts: found.items
        .filter(isEnabled)
        .map(({ id, name, environment, latestIncident, ...rule }) => ({
          id,
          name,
          environment,
          lastTriggered: latestIncident?.dateStarted,
          recipients: recipientsOfMetricRule({ id, name, ...rule }),
          projects: projects.filter(({ slug }) =>
            rule.projects?.includes(slug),
          ),
          path: `alerts/rules/details/${encodeURIComponent(id)}/`,
        }))
        .filter(alert => alert.projects.length),
    }
  );
}

/** Listed project by project. */
async function issueRulesOf(
  call: Call,
  projects: ProjectRef[],
): Promise<FoundAlert[] | undefined> {
  const lists = await ifPresent(call, 'listRules', () =>
    Promise.all(
      projects.map(async project => {
        const request = {
          operation: 'listRules',
          path: apiPath`/projects/${call.organization}/${project.slug}/rules/`,
          query: { expand: 'lastTriggered', per_page: 100 },
          subject: { project: project.slug, scope: 'project:read' },
        };
        const rules = await readOnePage(call, request, ruleSchema);
        return rules.filter(isEnabled).map(rule => ({
          ...rule,
          recipients: recipientsOfRule(rule),
          projects: [project],
          path: `alerts/rules/${encodeURIComponent(project.slug)}/${encodeURIComponent(rule.id)}/details/`,
        }));
      }),
    ),
  );
  return lists?.flat();
}

export async function readOnePage<T>(
  { send }: Call,
  request: CallRequest,
  schema: z.ZodType<T>,
): Promise<T[]> {
  return readList(await send(request), schema).items;
}
