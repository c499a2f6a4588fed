import type {
  SentryAlert,
  SentryUnalertedProject,
} from 'backstage-plugin-sentry-common';
import type { z } from 'zod';
import {
  detectorSchema,
  glitchtipAlertSchema,
  recipientsOf,
  recipientsOfGlitchtip,
  workflowSchema,
  type AlertTarget,
} from '../../mapping/alerts';
import { compact, toIsoDate } from '../../mapping/fields';
import { sentryLinks } from '../../mapping/links';
import { SentryProblemError } from '../../problems';
import { tidyName, tidyText } from '../../text/mask';
import { apiPath } from '../http/path';
import { listProjectMembers, listTeams } from './assignees';
import { ifPresent, type Call, type ProjectRef } from './call';
import { readList, readPages } from './read';
import {
  MAX_PAGES,
  MAX_PROJECTS,
  readOnePage,
  rulesOf,
  type FoundAlert,
  type FoundAlerts,
} from './rules';
import type { SentryAnswer } from '../SentryClient';

/** The enabled alerts of projects, by the name of each project. */
export async function listAlerts(
  call: Call,
  { projects }: { projects: ProjectRef[] },
): Promise<SentryAnswer<'listAlerts'> | undefined> {
  await call.identify();
  const found = call.server.isGlitchtip
    ? await alertsOfGlitchtip(call, projects)
    : ((await workflowsOf(call, projects)) ?? (await rulesOf(call, projects)));
  if (!found) {
    return undefined;
  }
  const { alerts, known, newAlert } = found;
  const place = call.mapping();
  const names = await namesOf(call, alerts, projects);
  const notified = alerts
    .filter(({ recipients }) => recipients.length)
    .flatMap(alert => alert.projects.map(({ id }) => id));
  return {
    items: alerts.map(alert =>
      compact<SentryAlert>({
        id: alert.id,
        name: tidyText(alert.name, 256) ?? alert.id,
        instance: place.instance,
        organization: place.organization,
        projects: alert.projects.map(({ slug }) => slug),
        environment: tidyName(alert.environment, 100),
        recipients: alert.recipients.map(({ of, ...recipient }) =>
          compact({
            ...recipient,
            name: of ? names.get(keyOf(of)) : recipient.name,
          }),
        ),
        lastFired: toIsoDate(alert.lastTriggered),
        link: sentryLinks.page(place, alert.path),
      }),
    ),
    unalerted: known
      .filter(({ id }) => !notified.includes(id))
      .map((project): SentryUnalertedProject => ({
        instance: place.instance,
        organization: place.organization,
        project: project.slug,
        link: sentryLinks.page(place, newAlert(project)),
      })),
  };
}

/** Workflows are tied to projects by monitors. `undefined` where the server has none. */
async function workflowsOf(
  call: Call,
  projects: ProjectRef[],
): Promise<FoundAlerts | undefined> {
  const both = await ifPresent(call, 'listAlerts', () =>
    Promise.all([
      listOfProjects(call, 'workflows', projects, workflowSchema),
      listOfProjects(call, 'detectors', projects, detectorSchema),
    ]),
  );
  if (!both) {
    return undefined;
  }
  const [workflows, detectors] = both;
  const alerts = workflows.items
    .filter(({ enabled }) => enabled !== false)
    .map(workflow => {
      const watched = detectors.items
        .filter(
          ({ id, enabled }) =>
            enabled !== false && workflow.detectorIds?.includes(id),
        )
        .map(({ projectId }) => projectId);
      return {
        ...workflow,
        recipients: recipientsOf(workflow),
        projects: projects.filter(
          ({ id }) => watched.includes(id) || watched.includes(undefined),
        ),
        path: `monitors/alerts/${encodeURIComponent(workflow.id)}/`,
      };
    })
    .filter(alert => alert.projects.length);
  return {
    alerts,
    known: workflows.isCut || detectors.isCut ? [] : projects,
    newAlert: ({ id }) => `monitors/alerts/new/?project=${id}`,
  };
}

function listOfProjects<T>(
  { send, organization }: Call,
  list: 'workflows' | 'detectors',
  projects: ProjectRef[],
  schema: z.ZodType<T>,
) {
  return readPages(
    async cursor =>
      readList(
        await send({
          operation: 'listAlerts',
          path: apiPath`/organizations/${organization}/${list}/`,
          query: {
            project: projects.map(({ id }) => id),
            per_page: 100,
            cursor,
          },
          subject: { scope: 'alerts:read' },
        }),
        schema,
      ),
    MAX_PAGES,
  );
}

async function alertsOfGlitchtip(
  call: Call,
  projects: ProjectRef[],
): Promise<FoundAlerts> {
  const asked = projects.slice(0, MAX_PROJECTS);
  const settings = ({ slug }: ProjectRef) =>
    `settings/projects/${encodeURIComponent(slug)}`;
  const lists = await Promise.all(
    asked.map(async project => {
      const request = {
        operation: 'listAlerts',
        path: apiPath`/projects/${call.organization}/${project.slug}/alerts/`,
        query: { limit: 100 },
        subject: { project: project.slug, scope: 'project:read' },
      };
      const alerts = await readOnePage(call, request, glitchtipAlertSchema);
      return alerts.map(alert => ({
        ...alert,
        recipients: recipientsOfGlitchtip(alert),
        projects: [project],
        path: settings(project),
      }));
    }),
  );
  return { alerts: lists.flat(), known: asked, newAlert: settings };
}

/** Names of the teams and users that alerts go to, where they are to be found. */
async function namesOf(
  call: Call,
  alerts: FoundAlert[],
  projects: ProjectRef[],
): Promise<Map<string, string>> {
  const targets = alerts.flatMap(({ recipients }) =>
    recipients.flatMap(({ of }) => of?.type ?? []),
  );
  const project = projects.map(({ id }) => id);
  const lists = await Promise.all([
    targets.includes('team') ? optional(teamsOf(call)) : [],
    targets.includes('user')
      ? optional(listProjectMembers(call, { project }))
      : [],
  ]);
  return new Map(
    lists.flatMap(list => (list ?? []).map(one => [keyOf(one), one.name])),
  );
}

async function teamsOf(call: Call) {
  const { items } = await readPages(
    cursor => listTeams(call, { cursor }),
    MAX_PAGES,
  );
  return items;
}

function keyOf({ type, id }: AlertTarget): string {
  return `${type}:${id}`;
}

/** An alert is of use without the names of those whom it notifies. */
async function optional<T>(names: Promise<T>): Promise<T | undefined> {
  try {
    return await names;
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return undefined;
    }
    throw error;
  }
}
