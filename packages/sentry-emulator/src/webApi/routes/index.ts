import {
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
} from './environments';
import { listIssuesRoute } from './issues';
import { listOrganizationsRoute, organizationRoute } from './organizations';
import { listProjectsRoute, projectRoute } from './projects';
import { rootRoute } from './root';
import type { ApiRoute } from '../types';

/** Everything the emulator answers below `/api/0/`. */
export const routes: readonly ApiRoute[] = [
  rootRoute,
  listOrganizationsRoute,
  organizationRoute,
  listProjectsRoute,
  projectRoute,
  organizationEnvironmentsRoute,
  projectEnvironmentsRoute,
  listIssuesRoute,
];
