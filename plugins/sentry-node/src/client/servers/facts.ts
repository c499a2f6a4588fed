import { type SentryCapabilities, dialects, type Dialect } from './dialects';
import { LRUCache } from 'lru-cache';
import type { SentryServerKind } from '../../config/types';

/** What a Sentry can turn out to lack: an endpoint, by the operation, or an order of issues. */
type MissingAbility = 'countUsers' | 'eventTrend' | `sort:${string}`;

/** The capabilities without what the server turned out to lack, and why, to be shown. */
function withoutMissing(
  all: SentryCapabilities,
  lacks: (ability: MissingAbility) => boolean,
): SentryCapabilities {
  const sorts = all.sorts.filter(sort => !lacks(`sort:${sort}`));
  const unsorted = all.sorts.filter(sort => !sorts.includes(sort));
  return {
    ...all,
    sorts,
    users: all.users && !lacks('countUsers'),
    eventTrend: all.eventTrend && !lacks('eventTrend'),
    limits: {
      ...all.limits,
      ...(unsorted.length && { sorts: unsortable(unsorted) }),
      ...(lacks('countUsers') && {
        users: 'This Sentry is too old to count the users of error events.',
      }),
      ...(lacks('eventTrend') && {
        eventTrend: 'This Sentry is too old to tell error events over time.',
      }),
    },
  };
}

export function unsortable(sorts: string[]): string {
  return `This Sentry is too old to sort issues by ${sorts.join(' or ')}.`;
}

const LACK_MS = 10 * 60_000;
const MOST_LACKS = 1_000;
const SLUGS_MS = 10 * 60_000;
const MOST_SLUGS = 200;

/** What was learnt of one server: its dialect, and endpoints that it does not have. */
export class ServerFacts {
  readonly now: () => number;
  readonly #lacks: LRUCache<string, true>;
  readonly #answering = new LRUCache<string, true>({ max: MOST_LACKS });
  /**
   * Slugs of projects by id, by what is asked of whom: of a server that finds projects by
   * slug alone.
   */
  readonly projectSlugs = new LRUCache<string, ReadonlyMap<string, string>>({
    max: MOST_SLUGS,
    ttl: SLUGS_MS,
  });
  #isCertain: boolean;
  #kind: SentryServerKind;
  #finding?: Promise<void>;

  /** @param options - `server`: as configured; without it, it is found out */
  constructor({
    server,
    now,
  }: {
    server?: SentryServerKind;
    now: () => number;
  }) {
    this.#isCertain = server !== undefined;
    this.#kind = server ?? 'sentry';
    this.now = now;
    this.#lacks = new LRUCache({
      max: MOST_LACKS,
      ttl: LACK_MS,
      perf: { now },
      ttlResolution: 0,
    });
  }

  get dialect(): Dialect {
    return dialects[this.#kind];
  }

  get isGlitchtip(): boolean {
    return this.#kind === 'glitchtip';
  }

  /** Whether config or an answer said what kind it is. Until then it is taken for a Sentry. */
  get isCertain(): boolean {
    return this.#isCertain;
  }

  /** Takes over what an answer showed, unless the kind is certain already. */
  adopt(kind: SentryServerKind): void {
    if (this.#isCertain) {
      return;
    }
    this.#isCertain = true;
    if (kind !== this.#kind) {
      this.#kind = kind;
      // Found missing as parts of another kind of server.
      this.#lacks.clear();
    }
  }

  /** Asks which kind it is, once for all who want to know at the same time. */
  async findOut(ask: () => Promise<unknown>): Promise<void> {
    if (!this.#isCertain) {
      this.#finding ??= ask().then(
        () => undefined,
        () => undefined,
      );
      await this.#finding;
      this.#finding = undefined;
    }
  }

  /** What it can be asked for, as far as is known by now: of any organization. */
  get capabilities(): SentryCapabilities {
    return withoutMissing(this.dialect.capabilities, one =>
      this.isMissing(one),
    );
  }

  /** The same of one organization: another one may live elsewhere, or have another plan. */
  capabilitiesOf(organization: string): SentryCapabilities {
    return withoutMissing(this.dialect.capabilities, one =>
      this.isMissing(one, organization),
    );
  }

  /** Notes that the server answers for the organization: what is 404 then is not that. */
  noteAnswer(organization: string | undefined): void {
    if (organization !== undefined) {
      this.#answering.set(organization, true);
    }
  }

  /**
   * Whether the server as such was found to lack that a short while ago. An endpoint counts
   * as missing for an organization that the server answers for otherwise.
   */
  isMissing(ability: MissingAbility, organization?: string): boolean {
    return isSort(ability)
      ? this.lacks(ability)
      : organization !== undefined &&
          this.#answering.has(organization) &&
          this.lacks(keyOf(ability, organization));
  }

  noteMissing(ability: MissingAbility, organization?: string): void {
    this.noteLack(
      isSort(ability) ? ability : keyOf(ability, organization ?? ''),
    );
  }

  /** Whether that was found missing a short while ago, for some credential or organization. */
  lacks(endpoint: string): boolean {
    return this.#lacks.has(endpoint);
  }

  noteLack(endpoint: string): void {
    this.#lacks.set(endpoint, true);
  }
}

/** Of orders a server speaks in so many words, whatever the organization. */
function isSort(ability: MissingAbility): boolean {
  return ability.startsWith('sort:');
}

function keyOf(ability: MissingAbility, organization: string): string {
  return JSON.stringify([ability, organization]);
}
