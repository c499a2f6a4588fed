import { eventsRoute, eventsTimeseriesRoute } from './discover';
import {
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
} from './environments';
import { issueEventRoute } from './event';
import { issueRoute, updateIssueRoute } from './issue';
import { listIssuesRoute, listProjectIssuesRoute } from './issues';
import { issuesCountRoute } from './issuesCount';
import { projectKeysRoute } from './keys';
import { listOrganizationsRoute, organizationRoute } from './organizations';
import { listProjectsRoute, projectRoute } from './projects';
import { currentUserRoute, rootRoute } from './root';
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
  issueEventRoute,
  eventsRoute,
  eventsTimeseriesRoute,
];
