import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SentryCoverageMatchesResponse } from 'backstage-plugin-sentry-common';

// The others follow when the catalog processes them next, by itself.
const MAX_REFRESHED = 200;

interface GeneratedAnnotationsOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
}

/** The annotations to generate, as the Sentry backend last said. */
export class GeneratedAnnotations {
  readonly #options: GeneratedAnnotationsOptions;
  #annotations?: Map<string, string>;

  constructor(options: GeneratedAnnotationsOptions) {
    this.#options = options;
  }

  /** By ref of the entity; `undefined` until they were fetched once. */
  get annotations(): ReadonlyMap<string, string> | undefined {
    return this.#annotations;
  }

  /** Fetches them, and has the catalog process the entities whose annotation changed. */
  async fetch(signal: AbortSignal): Promise<void> {
    const { items, comparedAt } = await this.#ask(signal);
    // Before the first comparison nothing is known of any entity.
    if (comparedAt === undefined) {
      return;
    }
    const next = new Map(
      items.map(({ entityRef, annotation }) => [entityRef, annotation]),
    );
    const before = this.#annotations;
    this.#annotations = next;
    if (before) {
      const refs = new Set([...before.keys(), ...next.keys()]);
      await this.#refresh(
        [...refs].filter(ref => before.get(ref) !== next.get(ref)),
      );
    }
  }

  async #ask(signal: AbortSignal): Promise<SentryCoverageMatchesResponse> {
    const { auth, discovery } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'sentry',
    });
    const response = await fetch(
      `${await discovery.getBaseUrl('sentry')}/coverage/matches`,
      { headers: { authorization: `Bearer ${token}` }, signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }

  async #refresh(refs: string[]): Promise<void> {
    const { auth, catalog, logger } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    for (const ref of refs.slice(0, MAX_REFRESHED)) {
      try {
        await catalog.refreshEntity(ref, { credentials });
      } catch (error) {
        // It was deleted meanwhile, or follows later by itself.
        logger.debug(`Could not refresh ${ref}: ${error}`);
      }
    }
  }
}
