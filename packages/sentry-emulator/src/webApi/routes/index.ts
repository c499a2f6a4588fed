import { attachmentsRoute } from './attachments';
import { committersRoute } from './committers';
import {
  createDeployRoute,
  createReleaseRoute,
  updateReleaseRoute,
} from './changeReleases';
import { activitiesRoute, createNoteRoute, notesRoute } from './discussion';
import {
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
} from './environments';
import { issueEventRoute } from './event';
import { eventsRoute } from './eventsTable';
import { eventsTimeseriesRoute } from './eventsTimeseries';
import { eventsValidateRoute } from './eventsValidate';
import { externalIssuesRoute } from './externalIssues';
import { issueRoute, updateIssueRoute } from './issue';
import { issueEventsRoute } from './issueEvents';
import { listIssuesRoute, listProjectIssuesRoute } from './issues';
import { issuesCountRoute } from './issuesCount';
import { createProjectKeyRoute, projectKeysRoute } from './keys';
import { eventIdRoute, shortIdRoute } from './lookups';
import { membersRoute, usersRoute } from './members';
import { listOrganizationsRoute, organizationRoute } from './organizations';
import { projectEventRoute, projectEventsRoute } from './projectEvents';
import {
  projectReleaseCommitsRoute,
  projectReleaseRoute,
  projectReleasesRoute,
} from './projectReleases';
import { listProjectsRoute, projectRoute } from './projects';
import {
  previousReleaseRoute,
  releaseCommitsRoute,
  releaseDeploysRoute,
  releaseRoute,
  releasesRoute,
} from './releases';
import { addRepositoryRoute, repositoriesRoute } from './repositories';
import { currentUserRoute, rootRoute } from './root';
import { sessionsRoute } from './sessions';
import {
  issueTagRoute,
  issueTagsRoute,
  issueTagValuesRoute,
  organizationTagsRoute,
} from './tags';
import { createProjectRoute, teamProjectsRoute } from './teamProjects';
import { projectTeamsRoute, teamsRoute } from './teams';
import { updateIssuesRoute, updateProjectIssuesRoute } from './updateIssues';
import {
  createUserFeedbackRoute,
  userFeedbackRoute,
  userReportsRoute,
} from './userReports';
import { meRoute, regionsRoute } from './users';
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
  teamProjectsRoute,
  createProjectRoute,
  projectKeysRoute,
  createProjectKeyRoute,
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
  shortIdRoute,
  eventIdRoute,
  attachmentsRoute,
  committersRoute,
  organizationTagsRoute,
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
  sessionsRoute,
  eventsRoute,
  eventsValidateRoute,
  eventsTimeseriesRoute,
];
