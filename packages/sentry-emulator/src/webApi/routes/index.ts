import {
  attachmentsRoute,
  issueEventRoute,
  issueEventsRoute,
  projectEventRoute,
  projectEventsRoute,
} from './events';
import { committersRoute } from './committers';
import {
  createDeployRoute,
  createReleaseRoute,
  updateReleaseRoute,
} from './changeReleases';
import {
  activitiesRoute,
  createNoteRoute,
  notesRoute,
  externalIssuesRoute,
  issueRoute,
  updateIssueRoute,
  eventIdRoute,
  shortIdRoute,
} from './issue';
import {
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
  issueTagRoute,
  issueTagsRoute,
  issueTagValuesRoute,
  organizationTagsRoute,
  organizationTagValuesRoute,
} from './tags';
import { eventsRoute } from './eventsTable';
import { eventsTimeseriesRoute, eventsValidateRoute } from './eventsTimeseries';
import {
  listIssuesRoute,
  listProjectIssuesRoute,
  issuesCountRoute,
} from './issues';
import { createWorkflowRoute, detectorsRoute, workflowsRoute } from './alerts';
import {
  autofixRoute,
  replayCountRoute,
  similarIssuesRoute,
  startAutofixRoute,
} from './linked';
import { checkInsRoute, monitorsRoute } from './monitors';
import { createRuleRoute, metricRulesRoute, rulesRoute } from './rules';
import {
  createProjectKeyRoute,
  updateProjectKeyRoute,
  projectKeysRoute,
  projectOwnershipRoute,
  listProjectsRoute,
  projectRoute,
  createProjectRoute,
  teamProjectsRoute,
} from './projects';
import {
  createTeamRoute,
  projectTeamsRoute,
  teamRoute,
  teamsRoute,
} from './teams';
import {
  membersRoute,
  usersRoute,
  listOrganizationsRoute,
  organizationRoute,
  currentUserRoute,
  rootRoute,
  meRoute,
  regionsRoute,
} from './organizations';
import {
  addRepositoryRoute,
  codeMappingsRoute,
  linkRepositoryRoute,
  repositoriesRoute,
} from './repositories';
import {
  projectReleaseCommitsRoute,
  projectReleaseRoute,
  projectReleasesRoute,
  previousReleaseRoute,
  releaseCommitsRoute,
  releaseDeploysRoute,
  releaseRoute,
  releasesRoute,
} from './releases';
import { sentryAppsRoute } from './sentryApps';
import { sessionsRoute } from './sessions';
import {
  updateIssuesRoute,
  updateProjectIssuesRoute,
} from '../issueUpdate/updateIssues';
import {
  createUserFeedbackRoute,
  userFeedbackRoute,
  userReportsRoute,
} from './userReports';
import type { ApiRoute } from '../types';

/** Everything the emulator answers below `/api/0/`. */
export const routes: readonly ApiRoute[] = [
  rootRoute,
  currentUserRoute,
  meRoute,
  regionsRoute,
  listOrganizationsRoute,
  organizationRoute,
  listProjectsRoute,
  projectRoute,
  projectOwnershipRoute,
  teamProjectsRoute,
  createProjectRoute,
  projectKeysRoute,
  createProjectKeyRoute,
  updateProjectKeyRoute,
  teamRoute,
  createTeamRoute,
  detectorsRoute,
  workflowsRoute,
  createWorkflowRoute,
  monitorsRoute,
  checkInsRoute,
  rulesRoute,
  createRuleRoute,
  metricRulesRoute,
  linkRepositoryRoute,
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
  listIssuesRoute,
  listProjectIssuesRoute,
  issuesCountRoute,
  issueRoute,
  updateIssueRoute,
  updateIssuesRoute,
  updateProjectIssuesRoute,
  issueEventsRoute,
  issueEventRoute,
  activitiesRoute,
  notesRoute,
  createNoteRoute,
  userReportsRoute,
  userFeedbackRoute,
  createUserFeedbackRoute,
  projectEventsRoute,
  projectEventRoute,
  issueTagsRoute,
  issueTagRoute,
  issueTagValuesRoute,
  externalIssuesRoute,
  replayCountRoute,
  similarIssuesRoute,
  autofixRoute,
  startAutofixRoute,
  shortIdRoute,
  eventIdRoute,
  attachmentsRoute,
  committersRoute,
  organizationTagsRoute,
  organizationTagValuesRoute,
  membersRoute,
  usersRoute,
  teamsRoute,
  projectTeamsRoute,
  releasesRoute,
  releaseRoute,
  releaseCommitsRoute,
  releaseDeploysRoute,
  previousReleaseRoute,
  createReleaseRoute,
  updateReleaseRoute,
  createDeployRoute,
  projectReleasesRoute,
  projectReleaseRoute,
  projectReleaseCommitsRoute,
  repositoriesRoute,
  addRepositoryRoute,
  codeMappingsRoute,
  sentryAppsRoute,
  sessionsRoute,
  eventsRoute,
  eventsValidateRoute,
  eventsTimeseriesRoute,
];
