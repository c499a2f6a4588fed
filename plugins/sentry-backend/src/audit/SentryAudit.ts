import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  SentryInstanceConfig,
  SentryService,
} from 'backstage-plugin-sentry-node';
import type { Request } from 'express';
import type { SentryEntity } from '../access';
import { describeInstances, describeTargets } from './describeTargets';
import { outcomeOf } from './outcomeOf';

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
  /** Set once the caller was let in. */
  entity?: SentryEntity;
  /** Whether the caller was let in. */
  admitted?: boolean;
  /** Set where it changes something: what, and as whom. Then it is of high severity. */
  change?: JsonObject;
}

/** @internal */
export interface SentryAuditOptions {
  auditor: AuditorService;
  sentry: SentryService;
  /** Whether what was answered is an event, too. */
  lists: boolean;
}

/**
 * Tells Backstage's auditor who used Sentry for what: answers from the cache too, because
 * somebody read them. Reading the same again while the decision that let the caller in is
 * remembered is the same use, and one event: an event costs more than a warm answer.
 * The detail of one issue is an event each time. What is told holds no query and no text of Sentry's, in which people's data can be.
 */
export class SentryAudit {
  readonly #auditor: AuditorService;
  readonly #sentry: SentryService;
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
    this.#lists = options.lists;
  }

  /** Does the work and records how it ended; what it throws is thrown. */
  async record<T>(use: SentryUse, work: () => Promise<T>): Promise<T> {
    let result: T;
    try {
      result = await work();
    } catch (thrown) {
      const outcome = outcomeOf(thrown, use.admitted ?? false);
      const event = await this.#begin(use, use.change ? 'high' : 'medium');
      await event.fail({
        // Not the error itself: its message may repeat the query.
        error: new Error(outcome.outcome),
        meta: { ...outcome },
      });
      throw thrown;
    }
    if (use.change ?? use.issue ?? (this.#lists && this.#isFirst(use))) {
      const event = await this.#begin(use, use.change ? 'high' : 'low');
      await event.success({
        meta: { decision: 'allowed', outcome: 'succeeded' },
      });
    }
    return result;
  }

  #begin(use: SentryUse, severityLevel: 'low' | 'medium' | 'high') {
    return this.#auditor.createEvent({
      eventId: use.eventId,
      severityLevel,
      request: withoutQuery(use.request),
      meta: this.#metaOf(use),
    });
  }

  #isFirst({ eventId, entity }: SentryUse): boolean {
    if (!entity) {
      return true;
    }
    const recorded = this.#recorded.get(entity) ?? new Set();
    const isFirst = !recorded.has(eventId);
    this.#recorded.set(entity, recorded.add(eventId));
    return isFirst;
  }

  #metaOf({
    eventId,
    entityRef,
    entity,
    issue,
    instances,
    change,
  }: SentryUse): JsonObject {
    return {
      operation: eventId,
      ...(entityRef && { entity: entityRef }),
      ...(issue && { issue }),
      ...(instances && describeInstances(instances)),
      ...(entity && this.#targetsOf(entity)),
      ...change,
    };
  }

  #targetsOf(entity: SentryEntity): JsonObject {
    const known = this.#targets.get(entity);
    const targets = known ?? describeTargets(entity, this.#sentry);
    this.#targets.set(entity, targets);
    return targets;
  }
}

/** The auditor notes the address, whose query string says what was searched for. */
function withoutQuery(request: Request): Request {
  const [path] = request.originalUrl.split('?', 1);
  // Everything else is the request's own, by inheritance.
  return Object.create(request, { originalUrl: { value: path } }) as Request;
}
