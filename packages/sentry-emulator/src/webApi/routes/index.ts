import { attachmentsRoute } from './attachments';
import { committersRoute } from './committers';
import { eventsRoute, eventsTimeseriesRoute } from './discover';
import {
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
} from './environments';
import { issueEventRoute } from './event';
import { externalIssuesRoute } from './externalIssues';
import { issueRoute, updateIssueRoute } from './issue';
import { issueEventsRoute } from './issueEvents';
import { listIssuesRoute, listProjectIssuesRoute } from './issues';
import { issuesCountRoute } from './issuesCount';
import { projectKeysRoute } from './keys';
import { eventIdRoute, shortIdRoute } from './lookups';
import { membersRoute, usersRoute } from './members';
import { listOrganizationsRoute, organizationRoute } from './organizations';
import { listProjectsRoute, projectRoute } from './projects';
import {
  releaseCommitsRoute,
  releaseDeploysRoute,
  releaseRoute,
  releasesRoute,
} from './releases';
import { currentUserRoute, rootRoute } from './root';
import { sessionsRoute } from './sessions';
import {
  issueTagRoute,
  issueTagsRoute,
  issueTagValuesRoute,
  organizationTagsRoute,
} from './tags';
import { projectTeamsRoute, teamsRoute } from './teams';
import { updateIssuesRoute, updateProjectIssuesRoute } from './updateIssues';
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
  projectKeysRoute,
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
  sessionsRoute,
  eventsRoute,
  eventsTimeseriesRoute,
];
