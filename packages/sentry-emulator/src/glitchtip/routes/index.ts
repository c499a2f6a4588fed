import {
  listOrganizationsRoute,
  listProjectsRoute,
  meRoute,
  membersRoute,
  organizationRoute,
  projectKeysRoute,
  projectRoute,
  projectTeamsRoute,
  rootRoute,
  teamsRoute,
} from './directory';
import { createProjectAlertRoute, projectAlertsRoute } from './alerts';
import {
  eventJsonRoute,
  issueEventRoute,
  issueEventsRoute,
  latestEventRoute,
  projectEventRoute,
  projectEventsRoute,
} from './events';
import {
  addCommentRoute,
  issueCommentsRoute,
  issueRoute,
  updateIssueRoute,
  updateIssuesRoute,
  updateOrganizationIssueRoute,
  issueTagsRoute,
} from './issue';
import {
  issuesStatsRoute,
  listIssuesRoute,
  listProjectIssuesRoute,
} from './issues';
import {
  environmentsRoute,
  projectEnvironmentsRoute,
  projectReleaseRoute,
  projectReleasesRoute,
  releaseRoute,
  releasesRoute,
} from './releases';
import {
  createProjectRoute,
  teamProjectsRoute,
} from '../../webApi/routes/projects';
import { createTeamRoute, teamRoute } from '../../webApi/routes/teams';
import type { ApiRoute } from '../../webApi/types';

/** What GlitchTip has below `/api/0/`, as far as the emulator goes. */
export const glitchTipRoutes: readonly ApiRoute[] = [
  rootRoute,
  listOrganizationsRoute,
  organizationRoute,
  listProjectsRoute,
  projectRoute,
  projectKeysRoute,
  // These answer as Sentry's do, which has a few fields more.
  teamRoute,
  createTeamRoute,
  teamProjectsRoute,
  createProjectRoute,
  projectAlertsRoute,
  createProjectAlertRoute,
  meRoute,
  membersRoute,
  teamsRoute,
  projectTeamsRoute,
  environmentsRoute,
  projectEnvironmentsRoute,
  releasesRoute,
  releaseRoute,
  projectReleasesRoute,
  projectReleaseRoute,
  listIssuesRoute,
  issuesStatsRoute,
  updateIssuesRoute,
  listProjectIssuesRoute,
  issueRoute,
  updateIssueRoute,
  updateOrganizationIssueRoute,
  latestEventRoute,
  issueEventsRoute,
  issueEventRoute,
  projectEventsRoute,
  projectEventRoute,
  eventJsonRoute,
  issueTagsRoute,
  issueCommentsRoute,
  addCommentRoute,
];
