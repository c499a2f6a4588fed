import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  type SentryService,
  type SentryCaller,
  type SentryInstanceConfig,
  SentryProblemError,
} from 'backstage-plugin-sentry-node';
import type { Request } from 'express';
import type { SentryEntity } from '../access/types';

/** @internal */
interface SentryAuditOptions {
  auditor: AuditorService;
  sentry: SentryService;
  logger: LoggerService;
  /** Whether what was answered is an event, too. */
  lists: boolean;
}

type Severity = AuditorServiceCreateEventOptions['severityLevel'];

/** What is known of a use when its event is made. */
interface Known {
  /** What the caller was let in to. */
  entity?: SentryEntity;
  /** What is changed. */
  meta?: JsonObject;
}

const succeeded: Outcome = { decision: 'allowed', outcome: 'succeeded' };

/**
 * Tells Backstage's auditor who used Sentry for what: answers from the cache too, because
 * somebody read them. Reading the same again while the decision that let the caller in is
 * remembered is the same use, and one event: an event costs more than a warm answer.
 * The detail of one issue is an event each time, and so is a change, before it is made.
 * What is told holds no query and no text of Sentry's, in which people's data can be.
 */
export class SentryAudit {
  readonly #auditor: AuditorService;
  readonly #sentry: SentryService;
  readonly #logger: LoggerService;
  readonly #lists: boolean;
  // An entity stands for one decision about one caller.
  readonly #recorded = new WeakMap<SentryEntity, Set<string>>();
  readonly #targets = new WeakMap<SentryEntity, JsonObject>();

  static create(options: SentryAuditOptions): SentryAudit {
    return new SentryAudit(options);
  }

  private constructor(options: SentryAuditOptions) {
    this.#auditor = options.auditor;
    this.#sentry = options.sentry;
    this.#logger = options.logger;
    this.#lists = options.lists;
  }

  /** Answers and records how that ended; what is thrown by it is thrown. */
  async record<A extends LetInCaller, T>(
    use: SentryUse,
    { admit, answer }: Reading<A, T>,
  ): Promise<T> {
    let admitted: A | undefined;
    let result: T;
    try {
      admitted = await admit();
      result = await answer(admitted);
    } catch (thrown) {
      const event = await this.#begin(use, 'medium', admitted);
      await event.fail(failure(outcomeOf(thrown, admitted !== undefined)));
      throw thrown;
    }
    const { entity } = admitted;
    if (use.issue || (this.#lists && this.#isFirst(use.eventId, entity))) {
      const event = await this.#begin(use, 'low', { entity });
      await event.success({ meta: { ...succeeded } });
    }
    return result;
  }

  /**
   * Makes a change that is an event before Sentry is asked for it: one that can't be
   * recorded is not made. What Sentry has taken is answered also where the auditor fails
   * after that; the log tells of it then.
   */
  async recordChange<A extends LetInCaller, T>(
    use: SentryUse,
    { admit, plan }: Changing<A, T>,
  ): Promise<T> {
    const known: Known = {};
    const acts: JsonObject[] = [];
    let make: MakeChange<T>;
    try {
      const admitted = await admit();
      known.entity = admitted.entity;
      const { meta, permit } = await plan(admitted);
      known.meta = meta;
      make = await permit();
    } catch (thrown) {
      // Who may read may not yet change anything.
      const outcome = outcomeOf(thrown, false);
      const event = await this.#begin(use, 'high', known);
      await event.fail(failure(outcome, { acts }));
      throw thrown;
    }
    const event = await this.#begin(use, 'high', known);
    let result: T;
    try {
      result = await make(act => {
        acts.push(act);
      });
    } catch (thrown) {
      const outcome = outcomeOf(thrown, true);
      await this.#end(use, outcome, () =>
        event.fail(failure(outcome, { acts })),
      );
      throw thrown;
    }
    await this.#end(use, succeeded, () =>
      event.success({ meta: { acts, ...succeeded } }),
    );
    return result;
  }

  #begin(
    use: SentryUse,
    severityLevel: Severity,
    { entity, meta }: Known = {},
  ) {
    const { eventId, request, issue, entityRef, instances } = use;
    return this.#auditor.createEvent({
      eventId,
      severityLevel,
      request: withoutQuery(request),
      meta: {
        operation: eventId,
        ...(entityRef && { entity: entityRef }),
        ...(issue && { issue }),
        ...(instances && describeInstances(instances)),
        ...(entity && this.#targetsOf(entity)),
        ...meta,
      },
    });
  }

  async #end(
    { eventId, entityRef }: SentryUse,
    { outcome }: Outcome,
    end: () => Promise<void>,
  ): Promise<void> {
    try {
      await end();
    } catch (error) {
      this.#logger.error(
        `The audit event ${eventId} of ${entityRef} was begun and could not be ended with its outcome, ${outcome}: ${stringifyError(error)}`,
      );
    }
  }

  #isFirst(eventId: string, entity: SentryEntity | undefined): boolean {
    if (!entity) {
      return true;
    }
    const recorded = this.#recorded.get(entity) ?? new Set();
    const isFirst = !recorded.has(eventId);
    this.#recorded.set(entity, recorded.add(eventId));
    return isFirst;
  }

  #targetsOf(entity: SentryEntity): JsonObject {
    const known = this.#targets.get(entity);
    const targets = known ?? describeTargets(entity, this.#sentry);
    this.#targets.set(entity, targets);
    return targets;
  }
}

function failure(outcome: Outcome, meta?: JsonObject) {
  return {
    // Not the error itself: its message may repeat the query.
    error: new Error(outcome.outcome),
    meta: { ...meta, ...outcome },
  };
}

/** The auditor notes the address, whose query string says what was searched for. */
function withoutQuery(request: Request): Request {
  const [path] = request.originalUrl.split('?', 1);
  // Everything else is the request's own, by inheritance.
  return Object.create(request, { originalUrl: { value: path } }) as Request;
}

/** One use of Sentry on behalf of somebody. */
export interface SentryUse {
  /** Such as `issue-list`. */
  eventId: string;
  request: Request;
  /** The one issue it is about. Then every time is an event, whatever config says of lists. */
  issue?: string;
  /** Whose issues; absent where it is about no entity. */
  entityRef?: string;
  /** Which instances it asks, where it is about no entity. */
  instances?: SentryInstanceConfig[];
}

/** Somebody who was let in, and to what. */
interface LetInCaller {
  caller: SentryCaller;
  /** Absent where it is about no entity. */
  entity?: SentryEntity;
}

/** How somebody is answered. */
interface Reading<A extends LetInCaller, T> {
  /** Decides whether they are let in, and throws where not. */
  admit: () => Promise<A>;
  answer: (admitted: A) => Promise<T>;
}

/** How something is changed for somebody. */
export interface Changing<A extends LetInCaller, T> {
  /** Decides whether they may read it, and throws where not. */
  admit: () => Promise<A>;
  /** Reads what they ask for. */
  plan: (admitted: A) => Promise<PlannedChange<T>>;
}

/** What somebody asks to have changed. */
interface PlannedChange<T> {
  /** What is told of it: which issues, and which fields. */
  meta: JsonObject;
  /** Decides whether it may be made, and throws where not. */
  permit: () => Promise<MakeChange<T>>;
}

/**
 * Makes a change.
 *
 * @param note - hears of each call to Sentry: what it was about, as whom, what it came to
 */
type MakeChange<T> = (note: (act: JsonObject) => void) => Promise<T>;

/** How a use of Sentry ended, for somebody who looks for the ones that should not have been. */
interface Outcome {
  decision: 'allowed' | 'denied' | 'unreadable' | 'undecided';
  /** `succeeded`, the code of a problem, or the name of an error. */
  outcome: string;
}

/**
 * @param admitted - whether the caller was let in before it failed. They may still be denied
 *   the one part of an entity that it turned out to be about
 */
function outcomeOf(thrown: unknown, admitted: boolean): Outcome {
  const error = toError(thrown);
  const outcome = error instanceof SentryProblemError ? error.code : error.name;
  if (admitted && error.name !== 'NotAllowedError') {
    return { decision: 'allowed', outcome };
  }
  switch (error.name) {
    case 'NotAllowedError':
      return { decision: 'denied', outcome };
    case 'NotFoundError':
      return { decision: 'unreadable', outcome };
    default:
      return { decision: 'undecided', outcome };
  }
}

// Of a domain with many parts the first are enough to know where to look.
const MAX_PROJECTS = 20;

/**
 * What an entity makes this portal ask: instances, organizations, projects as the
 * annotation names them, and with which kind of credential.
 */
function describeTargets(
  { annotations }: SentryEntity,
  sentry: SentryService,
): JsonObject {
  const refs = annotations?.refs ?? [];
  const instances = new Set<string>();
  const organizations = new Set<string>();
  const credentials = new Set<string>();
  const projects: string[] = [];
  for (const { instance: name, organization: named, project } of refs) {
    const instance = sentry.getInstance(name);
    const organization = named ?? instance?.organization;
    if (instance && organization) {
      instances.add(instance.name);
      organizations.add(`${instance.name}:${organization}`);
      credentials.add(instance.authType ?? 'none');
      projects.push(`${instance.name}:${organization}/${project}`);
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

/** Instances asked about no project, with the caller's own token. */
function describeInstances(instances: SentryInstanceConfig[]): JsonObject {
  return {
    instances: instances.map(({ name }) => name),
    credentials: ['user'],
  };
}
