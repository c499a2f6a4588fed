import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  isSentryProblem,
  type SentryIssuesPage,
  type SentryIssuesQuery,
  type SentryProjectsResponse,
  type SentrySummariesQuery,
  type SentrySummariesResponse,
} from 'backstage-plugin-sentry-common';
import { factsOf, type SentryFacts } from './facts';
import { SentryProblemError } from './problems';

// Of one request of `GET /summaries`.
const BATCH = 50;

/**
 * The HTTP API of the plugin `sentry` for other backend plugins, which ask it as themselves.
 * Background work that reads much uses this rather than a client of its own: one cache and
 * one rate budget then serve it and the portal's users, who go first.
 *
 * To Backstage, a service has every permission: who may see what is read so is for the caller
 * to decide. An instance that is asked with the viewer's own token answers a service with
 * `NOT_CONNECTED`.
 *
 * Each method throws SentryProblemError where the backend says what is wrong, and
 * ResponseError where Backstage refuses: 404 for an entity that does not exist.
 *
 * @public
 */
export class SentryBackendClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** The Sentry projects of an entity, or what is wrong with each. */
  listProjects(entityRef: string): Promise<SentryProjectsResponse> {
    return this.#get(`${entityPath(entityRef)}/projects`);
  }

  /** A page of the issues of an entity. */
  listIssues(
    entityRef: string,
    query: SentryIssuesQuery = {},
  ): Promise<SentryIssuesPage> {
    return this.#get(`${entityPath(entityRef)}/issues`, query);
  }

  /** The summaries of 1 to 50 entities, or why there is none of one. */
  getSummaries(query: SentrySummariesQuery): Promise<SentrySummariesResponse> {
    return this.#get('summaries', query);
  }

  /**
   * The facts of entities that have the annotation `sentry.io/project-slug`.
   *
   * @param entityRefs - whole, as `stringifyEntityRef` writes them
   * @param options - `onFailure`: called with what keeps up to 50 entities from being read;
   *   they have no facts then
   * @returns the facts by entity ref. An entity of which nothing is known is absent
   */
  async getFacts(
    entityRefs: string[],
    options: { onFailure: (error: unknown) => void },
  ): Promise<Map<string, SentryFacts>> {
    const facts = new Map<string, SentryFacts>();
    for (let start = 0; start < entityRefs.length; start += BATCH) {
      const entityRef = entityRefs.slice(start, start + BATCH);
      try {
        const { items } = await this.getSummaries({ entityRef, facts: true });
        for (const item of items) {
          const known = factsOf(item);
          if (Object.keys(known).length) {
            facts.set(item.entityRef, known);
          }
        }
      } catch (error) {
        options.onFailure(error);
      }
    }
    return facts;
  }

  async #get<T>(path: string, query: object = {}): Promise<T> {
    const params = new URLSearchParams();
    const entries: [string, unknown][] = Object.entries(query);
    for (const [name, value] of entries) {
      const values = value === undefined ? [] : [value].flat();
      values.forEach(item => params.append(name, String(item)));
    }
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'sentry',
    });
    const baseUrl = await this.#discovery.getBaseUrl('sentry');
    const response = await fetch(`${baseUrl}/${path}?${params}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) {
      const failure = await ResponseError.fromResponse(response);
      const { error } = failure.body;
      throw isSentryProblem(error) ? new SentryProblemError(error) : failure;
    }
    return response.json();
  }
}

/** @param entityRef - whole, as `stringifyEntityRef` writes it */
function entityPath(entityRef: string): string {
  const [kind, namespace, name] = entityRef
    .split(/[:/]/)
    .map(encodeURIComponent);
  return `entities/${kind}/${namespace}/${name}`;
}
