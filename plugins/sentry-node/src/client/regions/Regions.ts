import type { LoggerService } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { permittedRegion, type RegionVerdict } from './permittedRegion';

const MOST_ORGANIZATIONS = 1_000;
const AVOID_MS = 10 * 60_000;

interface Known {
  verdict: RegionVerdict;
  /** Milliseconds since 1970. */
  avoidUntil: number;
}

/**
 * Where each organization's requests go. The configured server answers for all of them,
 * by handing on what belongs elsewhere; a region named in one of its answers is asked
 * directly from then on. Nothing is asked to find that out.
 */
export class Regions {
  readonly #homeUrl: string;
  readonly #instance: string;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #known = new LRUCache<string, Known>({ max: MOST_ORGANIZATIONS });

  static create(options: {
    instance: { name: string; baseUrl: string };
    logger: LoggerService;
    now: () => number;
  }): Regions {
    return new Regions(options);
  }

  private constructor(options: Parameters<typeof Regions.create>[0]) {
    this.#homeUrl = options.instance.baseUrl;
    this.#instance = options.instance.name;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** @param organization - without one, it is about the server or the token */
  baseUrlOf(organization: string | undefined): string {
    const known =
      organization === undefined ? undefined : this.#known.get(organization);
    return known?.verdict.place === 'elsewhere' &&
      this.#now() >= known.avoidUntil
      ? known.verdict.baseUrl
      : this.#homeUrl;
  }

  isKnown(organization: string): boolean {
    return this.#known.has(organization);
  }

  /**
   * Takes over where an organization lives, from an answer of the configured server's:
   * no other one may say where the token goes.
   *
   * @param regionUrl - absent where the server has no regions
   */
  learn(organization: string, regionUrl: string | undefined): void {
    const verdict: RegionVerdict =
      regionUrl === undefined
        ? { place: 'home' }
        : permittedRegion(this.#homeUrl, regionUrl);
    const before = this.#known.get(organization);
    this.#known.set(organization, {
      verdict,
      avoidUntil: before?.avoidUntil ?? 0,
    });
    if (before || verdict.place === 'home') {
      return;
    }
    this.#logger.info(
      verdict.place === 'elsewhere'
        ? `The organization '${organization}' of the Sentry instance '${this.#instance}' is asked for at ${new URL(verdict.baseUrl).host}, where it lives.`
        : `The organization '${organization}' of the Sentry instance '${this.#instance}' is said to live at ${verdict.host}. The credential does not go there: it is another domain, or not encrypted.`,
    );
  }

  /** For a while, the configured server answers for this organization again. */
  avoid(organization: string): void {
    const known = this.#known.get(organization);
    if (known) {
      known.avoidUntil = this.#now() + AVOID_MS;
      this.#logger.warn(
        `The region of the organization '${organization}' of the Sentry instance '${this.#instance}' does not answer as Sentry does; its requests go to the configured server for ${AVOID_MS / 60_000} minutes.`,
      );
    }
  }
}
