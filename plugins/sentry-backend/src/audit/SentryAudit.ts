import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  AuditorServiceEvent,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { stringifyError, toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  SentryProblemError,
  type SentryInstanceConfig,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { SentryEntity } from '../access/types';

// Of a domain with many parts the first are enough to know where to look.
const MAX_PROJECTS = 20;
const MAX_RECORDED = 50_000;

/** One use of Sentry on behalf of a caller. */
interface SentryUse {
  /** Such as `issue-list`. */
  eventId: string;
  request?: Request;
  /** Of an action, which has no request: who asks is noted from them. */
  credentials?: BackstageCredentials;
  /** Absent for one of several uses of a request: each ends its event itself. */
  response?: Response;
  /** Whose issues; absent where it is about no entity. */
  entityRef?: CompoundEntityRef;
  /** The one issue that is read. Then each time is an event, whatever config says of lists. */
  issue?: string;
  /** Which instances are asked with the caller's own token, where it is about no entity. */
  instances?: SentryInstanceConfig[];
  /** Whether something is changed. */
  isChange?: boolean;
}

interface SentryAuditOptions {
  auditor: AuditorService;
  sentry: SentryService;
  logger: LoggerService;
  /** Whether reading lists and counts is recorded, too. */
  lists: boolean;
}

/** The audit event of one request. */
export class SentryAuditEvent {
  readonly #options: SentryAuditOptions;
  /** What was recorded, by access decision and event. */
  readonly #recorded: LRUCache<string, true>;
  readonly #use: SentryUse;
  readonly #acts: JsonObject[] = [];
  #entity?: SentryEntity;
  #meta: JsonObject = {};
  #isAllowed = false;
  #begun?: AuditorServiceEvent;
  #isEnded = false;

  constructor(
    options: SentryAuditOptions,
    recorded: LRUCache<string, true>,
    use: SentryUse,
  ) {
    this.#options = options;
    this.#recorded = recorded;
    this.#use = use;
  }

  /** The caller may read that; a failure from here on is no refusal. */
  allow(entity?: SentryEntity): void {
    this.#entity = entity;
    this.#isAllowed = true;
  }

  /** What a change is about: the issues, and which fields. Whether it is allowed is decided later. */
  describe(entity: SentryEntity, meta: JsonObject = {}): void {
    this.#entity = entity;
    this.#meta = meta;
  }

  /**
   * Records an allowed change before Sentry is asked for it: one that can't be recorded is
   * not made.
   */
  async beginChange(): Promise<void> {
    this.#begun = await this.#create('high');
    this.#isAllowed = true;
  }

  /** Notes one call to Sentry: what it was about, as whom, and how it ended. */
  note(act: JsonObject): void {
    this.#acts.push(act);
  }

  async success(): Promise<void> {
    this.#isEnded = true;
    const meta = { decision: 'allowed', outcome: 'succeeded' };
    if (this.#begun) {
      const event = this.#begun;
      await this.#end(meta.outcome, () =>
        event.success({ meta: { acts: this.#acts, ...meta } }),
      );
    } else if (this.#use.issue || (this.#options.lists && this.#isFirst())) {
      const event = await this.#create('low');
      await event.success({ meta });
    }
  }

  /** Does nothing after `success`: then only sending the answer has failed. */
  async fail(thrown: unknown): Promise<void> {
    if (this.#isEnded) {
      return;
    }
    this.#isEnded = true;
    const { isChange } = this.#use;
    const { decision, outcome } = outcomeOf(thrown, this.#isAllowed);
    const failure = {
      // Not the error itself: its message may repeat the query.
      error: new Error(outcome),
      meta: { ...(isChange && { acts: this.#acts }), decision, outcome },
    };
    if (this.#begun) {
      const event = this.#begun;
      await this.#end(outcome, () => event.fail(failure));
    } else {
      const event = await this.#create(isChange ? 'high' : 'medium');
      await event.fail(failure);
    }
  }

  /** Whether this was not recorded before for the same access decision. */
  #isFirst(): boolean {
    const decisionId = this.#entity?.decisionId;
    const key = `${decisionId} ${this.#use.eventId}`;
    if (decisionId !== undefined && this.#recorded.has(key)) {
      return false;
    }
    this.#recorded.set(key, true);
    return true;
  }

  #create(severityLevel: AuditorServiceCreateEventOptions['severityLevel']) {
    const { eventId, request, credentials, issue, entityRef, instances } =
      this.#use;
    const { auditor, sentry } = this.#options;
    return auditor.createEvent({
      eventId,
      severityLevel,
      ...(request && { request: withoutQuery(request) }),
      meta: {
        operation: eventId,
        ...(credentials && { actor: actorOf(credentials) }),
        ...(entityRef && { entity: stringifyEntityRef(entityRef) }),
        ...(issue && { issue }),
        ...(instances && {
          instances: instances.map(({ name }) => name),
          credentials: ['user'],
        }),
        ...(this.#entity && describeTargets(this.#entity, sentry)),
        ...this.#meta,
      },
    });
  }

  /** Sentry has made the change by then: an auditor that fails makes no failure of that. */
  async #end(outcome: string, end: () => Promise<void>): Promise<void> {
    const { eventId, entityRef } = this.#use;
    try {
      await end();
    } catch (error) {
      this.#options.logger.error(
        `The audit event ${eventId} of ${entityRef && stringifyEntityRef(entityRef)} could not be ended with its outcome, ${outcome}: ${stringifyError(error)}`,
      );
    }
  }
}

/**
 * Records in Backstage's auditor who used Sentry for what: answers from the cache too,
 * because they were read. Reading the same again while the access decision is remembered is
 * one event: an event costs more than a warm answer. Each detail and each change is an event.
 * No event holds a query or a text of Sentry's, in which people's data can be.
 */
export class SentryAudit {
  readonly #options: SentryAuditOptions;
  readonly #recorded = new LRUCache<string, true>({ max: MAX_RECORDED });

  constructor(options: SentryAuditOptions) {
    this.#options = options;
  }

  /** The event of a request. It ends as failed where the request does, by `onError`. */
  begin(use: SentryUse): SentryAuditEvent {
    const event = new SentryAuditEvent(this.#options, this.#recorded, use);
    if (use.response) {
      use.response.locals.sentryAuditEvent = event;
    }
    return event;
  }

  /** Ends the event of a request that fails. */
  onError(): ErrorRequestHandler {
    return async (error, _request, response, next) => {
      const event: SentryAuditEvent | undefined =
        response.locals.sentryAuditEvent;
      await event?.fail(error);
      next(error);
    };
  }
}

/** The auditor notes the address, whose query string says what was searched for. */
function withoutQuery(request: Request): Request {
  const [path] = request.originalUrl.split('?', 1);
  // Everything else is the request's own, by inheritance.
  return Object.create(request, { originalUrl: { value: path } });
}

/** Ref of the user, or subject of the service. */
function actorOf({ principal }: BackstageCredentials<unknown>): string {
  const { userEntityRef, subject } = Object(principal);
  return String(userEntityRef ?? subject ?? 'none');
}

/** @param isAllowed - whether access was granted before; a part of an entity can still be denied */
function outcomeOf(thrown: unknown, isAllowed: boolean) {
  const error = toError(thrown);
  // The code of a problem, or the name of an error.
  const outcome = error instanceof SentryProblemError ? error.code : error.name;
  if (error.name === 'NotAllowedError') {
    return { decision: 'denied', outcome };
  }
  if (isAllowed) {
    return { decision: 'allowed', outcome };
  }
  const isUnreadable = error.name === 'NotFoundError';
  return { decision: isUnreadable ? 'unreadable' : 'undecided', outcome };
}

/**
 * Which instances, organizations and projects an entity's annotations name, and with which
 * kind of credential these are asked.
 */
function describeTargets(
  { annotations }: SentryEntity,
  sentry: SentryService,
): JsonObject {
  const instances = new Set<string>();
  const organizations = new Set<string>();
  const credentials = new Set<string>();
  const projects: string[] = [];
  for (const ref of annotations?.refs ?? []) {
    const instance = sentry.getInstance(ref.instance);
    const organization = ref.organization ?? instance?.organization;
    if (instance && organization) {
      instances.add(instance.name);
      organizations.add(`${instance.name}:${organization}`);
      credentials.add(instance.authType ?? 'none');
      projects.push(`${instance.name}:${organization}/${ref.project}`);
    }
  }
  return {
    instances: [...instances],
    organizations: [...organizations].slice(0, MAX_PROJECTS),
    projects: projects.slice(0, MAX_PROJECTS),
    ...(projects.length > MAX_PROJECTS && { projectCount: projects.length }),
    credentials: [...credentials],
  };
}
