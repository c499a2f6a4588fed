import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import { SentryCaller, type SentryService } from 'backstage-plugin-sentry-node';
import type { EntityAccess } from '../access/EntityAccess';
import type { AuthorizedEntity } from '../access/types';
import type { SentryAudit, SentryAuditEvent } from '../audit/SentryAudit';
import type { EntityServices } from '../features/createEntityServices';
import type { MineService } from '../features/mine';
import { toActionError } from './failures';

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

/** One use of an action. */
export interface ActionUse {
  /** Of the audit, as the route of the same answer has it. */
  eventId: string;
  credentials: BackstageCredentials;
  /** Absent where it is about no entity. */
  entityRef?: CompoundEntityRef;
  /** The one issue that it is about. */
  issue?: string;
  isChange?: boolean;
}

export interface ActionContext {
  caller: SentryCaller;
  event: SentryAuditEvent;
}

interface ActionRunnerOptions {
  auth: AuthService;
  access: EntityAccess;
  audit: SentryAudit;
  logger: LoggerService;
  /** Whether service principals may use actions. */
  allowServices: boolean;
}

/**
 * Runs what an action does as the person who asks: refuses services, records the use and
 * makes failures readable for agents.
 */
export class ActionRunner {
  readonly #options: ActionRunnerOptions;

  constructor(options: ActionRunnerOptions) {
    this.#options = options;
  }

  /**
   * Runs it for an entity whose issues the caller may read.
   *
   * @param use - with the ref as the caller writes it
   */
  readEntity<T extends object>(
    use: Omit<ActionUse, 'entityRef'> & { entityRef: string },
    work: (authorized: AuthorizedEntity) => Promise<T>,
  ): Promise<{ output: T }> {
    const entityRef = readEntityRef(use.entityRef);
    return this.run({ ...use, entityRef }, async ({ caller, event }) => {
      const authorized = await this.#options.access.check(entityRef, caller);
      event.allow(authorized.entity);
      return work(authorized);
    });
  }

  /**
   * @throws NotAllowedError for services, unless config lets them in
   * @throws an error of Backstage's, with what to do in its message
   */
  async run<T extends object>(
    use: ActionUse,
    work: (context: ActionContext) => Promise<T>,
  ): Promise<{ output: T }> {
    const { credentials } = use;
    const event = this.#options.audit.begin(use);
    try {
      this.#refuseServices(credentials);
      const caller = new SentryCaller({ credentials, canConnect: false });
      const output = await work({ caller, event });
      await event.success();
      return { output };
    } catch (error) {
      await event.fail(error);
      throw toActionError(error, this.#options.logger);
    }
  }

  /** To Backstage, a service may read every entity and has every permission. */
  #refuseServices(credentials: BackstageCredentials): void {
    const { auth, allowServices } = this.#options;
    if (auth.isPrincipal(credentials, 'user')) {
      return;
    }
    if (!allowServices || !auth.isPrincipal(credentials, 'service')) {
      throw new NotAllowedError(
        "Sentry's actions only answer people: permissions don't hold for a service token, so with one an agent would read the issues of every entity. Sign in as a user, such as by the OAuth sign-in of your MCP client or with `backstage-cli auth login`. Your platform team can allow services with `sentry.actions.allowServices: true`.",
      );
    }
  }
}

/** @throws InputError where it is none; kind and namespace may be left out */
export function readEntityRef(ref: string): CompoundEntityRef {
  try {
    return parseEntityRef(ref.trim(), {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      '`entityRef` must be the ref of an entity in the catalog, such as `shop-web` or `component:default/shop-web`',
    );
  }
}
