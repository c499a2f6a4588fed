import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { SentryService } from 'backstage-plugin-sentry-node';
import type { Request } from 'express';
import type { SentryEntity } from '../access/types';
import { describeInstances, describeTargets } from './describeTargets';
import { outcomeOf, type Outcome } from './outcomeOf';
import type {
  Changing,
  LetInCaller,
  MakeChange,
  Reading,
  SentryUse,
} from './types';

/** @internal */
export interface SentryAuditOptions {
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
