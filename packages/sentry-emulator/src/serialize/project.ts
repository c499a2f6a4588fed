import { seesProject } from '../webApi/auth';
import { createdAt, formatDate } from './dates';
import { serializeTeamReference } from './team';
import { serializeOrganization } from './organization';
import { defaultSettings, lackingFeatures } from './projectDefaults';
import type { Organization } from '../directory';
import type { EmulatorProject, EmulatorToken } from '../types';
import type { ApiContext } from '../webApi/types';

/** A project as the organization's list has it. */
export function serializeListedProject(
  project: EmulatorProject,
  token: EmulatorToken | undefined,
  context: ApiContext,
): Record<string, unknown> {
  return {
    ...projectBase(project, token, context),
    team: serializeTeamReference(context.directory.teamsOf(project)[0]),
    environments: context.store.environments(project.id),
    hasUserReports: false,
    latestDeploys: null,
  };
}

/** A project with its settings, all of them as for a project just made. */
export function serializeProject(
  project: EmulatorProject,
  organization: Organization,
  token: EmulatorToken | undefined,
  context: ApiContext,
): Record<string, unknown> {
  return {
    ...projectBase(project, token, context),
    ...defaultSettings,
    team: serializeTeamReference(context.directory.teamsOf(project)[0]),
    organization: serializeOrganization(organization, context),
  };
}

function projectBase(
  project: EmulatorProject,
  token: EmulatorToken | undefined,
  context: ApiContext,
): Record<string, unknown> {
  const { directory, store } = context;
  const firstEvent = store.firstEventAt(project.id);
  const isMember = seesProject(token, project);
  const release = store.latestRelease(project.id);
  return {
    id: project.id,
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dateCreated: createdAt,
    isBookmarked: false,
    isMember,
    features: [],
    firstEvent: firstEvent === undefined ? null : formatDate(firstEvent),
    firstTransactionEvent: false,
    access: token?.scopes ?? [],
    hasAccess: isMember,
    teams: directory.teamsOf(project).map(serializeTeamReference),
    platforms: firstEvent === undefined ? [] : [project.platform],
    latestRelease: release === undefined ? null : { version: release },
    ...lackingFeatures,
    hasSessions: store.sessions.has(project.id),
  };
}
