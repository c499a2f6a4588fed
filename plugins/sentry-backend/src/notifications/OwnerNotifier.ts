import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Announced, Announcement } from './Announced';
import { issueMessage, stormMessage } from './messages';
import { RANKS, type News } from './findNews';

// So many issues of an entity are announced one by one, in so long.
const MAX_SINGLE = 3;
const STORM_MS = 10 * 60_000;

interface OwnerNotifierOptions {
  announced: Announced;
  notifications: NotificationService;
  includeTitles: boolean;
  logger: LoggerService;
  metrics: MetricsService;
}

/** Notifies owners through Backstage's notifications. */
export class OwnerNotifier {
  readonly #options: OwnerNotifierOptions;
  readonly #sent: MetricsServiceCounter<{ topic: string; outcome: string }>;
  #hasFailed = false;

  constructor(options: OwnerNotifierOptions) {
    this.#options = options;
    this.#sent = options.metrics.createCounter('sentry.notifications.sent', {
      description: 'Notifications about Sentry, by topic and outcome',
      unit: '{notification}',
    });
  }

  /**
   * Announces what no replica has, the most urgent first. After a failure it stops: the next
   * look finds the rest.
   */
  async notify(all: News[], signal: AbortSignal): Promise<void> {
    const { announced } = this.#options;
    const storms = new Map<string, News[]>();
    for (const news of [...all].sort(byUrgency)) {
      const [{ ref: entity }] = news.entities;
      if (signal.aborted || !(await announced.claim({ ...news, entity }))) {
        continue;
      }
      const count = await announced.countSince(entity, Date.now() - STORM_MS);
      if (count > MAX_SINGLE) {
        storms.set(entity, [...(storms.get(entity) ?? []), news]);
      } else if (!(await this.#announce([news], () => this.#sendOne(news)))) {
        break;
      }
    }
    for (const [ref, storm] of storms) {
      const count = await announced.countSince(ref, Date.now() - STORM_MS);
      const [{ state, entities }] = storm;
      const owners = storm.flatMap(recipientsOf).flatMap(({ refs }) => refs);
      await this.#announce(storm, () =>
        this.#send(
          owners,
          stormMessage(state, entities[0], count - MAX_SINGLE),
        ),
      );
    }
  }

  /** Notifies the platform team of what the caller has claimed. */
  async notifyTeam(
    ref: string,
    announcement: Announcement,
    payload: NotificationPayload,
  ): Promise<void> {
    await this.#announce([announcement], () => this.#send([ref], payload));
  }

  /** @returns whether it was sent */
  async #announce(
    all: Announcement[],
    send: () => Promise<void>,
  ): Promise<boolean> {
    const { announced } = this.#options;
    try {
      await send();
      await announced.settle(all, true);
      return true;
    } catch {
      await announced.settle(all, false);
      return false;
    }
  }

  /** Each recipient gets it once, with a link to the first entity that is theirs. */
  async #sendOne(news: News): Promise<void> {
    const { includeTitles } = this.#options;
    const { issue, state: kind } = news;
    for (const { refs, entity } of recipientsOf(news)) {
      await this.#send(
        refs,
        issueMessage({ kind, issue, entity, includeTitles }),
      );
    }
  }

  async #send(refs: string[], payload: NotificationPayload): Promise<void> {
    const { notifications, logger } = this.#options;
    const { topic = '' } = payload;
    try {
      const entityRef = [...new Set(refs)];
      await notifications.send({
        recipients: { type: 'entity', entityRef },
        payload,
      });
      this.#sent.add(1, { topic, outcome: 'sent' });
      this.#hasFailed = false;
    } catch (error) {
      this.#sent.add(1, { topic, outcome: 'failed' });
      if (!this.#hasFailed) {
        logger.warn(
          `Owners can't be notified of Sentry issues, and will be as soon as it works. Is the notifications backend installed? ${error}`,
        );
      }
      this.#hasFailed = true;
      throw error;
    }
  }
}

/** The owners of each entity, without those that own one before it. */
function recipientsOf({ entities, assignee }: News) {
  if (assignee !== undefined) {
    return [{ entity: entities[0], refs: [assignee] }];
  }
  const known = new Set<string>();
  return entities
    .map(entity => ({
      entity,
      refs: entity.owners.filter(ref => !known.has(ref) && known.add(ref)),
    }))
    .filter(({ refs }) => refs.length > 0);
}

function byUrgency(a: News, b: News): number {
  return urgencyOf(b) - urgencyOf(a);
}

function urgencyOf({ issue }: News): number {
  return RANKS[issue.priority ?? 'medium'];
}
