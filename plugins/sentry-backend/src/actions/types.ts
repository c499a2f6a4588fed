import type { AuthService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { SentryService } from 'backstage-plugin-sentry-node';
import type { EntityAccess } from '../access/EntityAccess';
import type { EntityServices } from '../features/createEntityServices';
import type { MineService } from '../features/mine';
import type { ActionRunner } from './ActionRunner';

/** What actions are made of. */
export interface ActionParts {
  registry: ActionsRegistryService;
  runner: ActionRunner;
  auth: AuthService;
  access: EntityAccess;
  services: EntityServices;
  mine: MineService;
  sentry: SentryService;
}

/** Of actions that change nothing. */
export const readOnly = {
  readOnly: true,
  destructive: false,
  idempotent: true,
};
