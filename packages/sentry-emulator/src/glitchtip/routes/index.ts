import {
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
} from '../../webApi/routes/environments';
import {
  listOrganizationsRoute,
  listProjectsRoute,
  organizationRoute,
  projectKeysRoute,
  projectRoute,
} from './directory';
import {
  eventJsonRoute,
  issueEventRoute,
  issueEventsRoute,
  latestEventRoute,
  projectEventRoute,
  projectEventsRoute,
} from './events';
import {
  issueRoute,
  updateIssueRoute,
  updateIssuesRoute,
  updateOrganizationIssueRoute,
} from './issue';
import { listIssuesRoute, listProjectIssuesRoute } from './issues';
import { rootRoute } from './root';
import { issueCommentsRoute, issueTagsRoute } from './tags';
import type { ApiRoute } from '../../webApi/types';

/** What GlitchTip has below `/api/0/`, as far as the emulator goes. */
export const glitchTipRoutes: readonly ApiRoute[] = [
  rootRoute,
  listOrganizationsRoute,
  organizationRoute,
  listProjectsRoute,
  projectRoute,
  projectKeysRoute,
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
  listIssuesRoute,
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
];
