import { Readable } from 'node:stream';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  SENTRY_PROJECT_SLUG_ANNOTATION,
  sentryIssueReadPermission,
  sentryProjectName,
  type SentryProblem,
  type SentryProblemCode,
  type SentryProject,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryBackendClient,
} from 'backstage-plugin-sentry-node';
import {
  indexedEntity,
  issueDocument,
  pageDocument,
  type IndexedEntity,
  type SentryIssueDocument,
} from './document';

const PAGE = 500;
/** Problems that say nothing of the entity. */
const OUTAGES: SentryProblemCode[] = [
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** What is known of the whole catalog while it is read. */
interface Run {
  /** How many projects' issues were read. */
  lists: number;
  outage?: SentryProblem;
}

interface CollatorOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  sentry: Pick<SentryBackendClient, 'listProjects' | 'listIssues'>;
  /** How many issues of each project are indexed. */
  issuesPerProject: number;
  /** Where the pages of entities are, such as `/catalog/:namespace/:kind/:name`. */
  locationTemplate: string;
}

/**
 * Reads what search finds of Sentry: of every annotated entity its Sentry page, and of each of
 * its projects the most frequent issues among those that its tab lists. One project is read
 * at a time, by a caller that waits for the portal's users.
 */
export class SentryIssueCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'sentry-issue';
  /** Search checks it for the entity that `authorization` of a document names. */
  readonly visibilityPermission = sentryIssueReadPermission;
  readonly #options: CollatorOptions;

  constructor(options: CollatorOptions) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  /**
   * @throws SentryProblemError where Sentry's rate limit is used up, or Sentry answers for no
   *   project at all: the search backend then keeps the index that it has
   */
  async *#documents(): AsyncGenerator<SentryIssueDocument> {
    const run: Run = { lists: 0 };
    for await (const entity of this.#annotated()) {
      yield pageDocument(entity);
      yield* this.#issues(entity, run);
    }
    if (run.outage && run.lists === 0) {
      throw new SentryProblemError(run.outage);
    }
  }

  async *#annotated(): AsyncGenerator<IndexedEntity> {
    const { auth, catalog, locationTemplate } = this.#options;
    const pages: AsyncIterable<Entity[]> = catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
        pageSize: PAGE,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        yield indexedEntity(entity, locationTemplate);
      }
    }
  }

  async *#issues(
    entity: IndexedEntity,
    run: Run,
  ): AsyncGenerator<SentryIssueDocument> {
    const { sentry, issuesPerProject } = this.#options;
    const answer = await this.#ask(
      entity,
      run,
      sentry.listProjects(entity.ref),
    );
    const projects = new Map<string, SentryProject & { ref: string }>();
    for (const item of answer?.items ?? []) {
      if (item.problem) {
        this.#note(entity, run, item.problem);
      } else {
        projects.set(sentryProjectName(item), item);
      }
    }
    const places = [...projects.values()].map(
      ({ instance, organization }) => `${instance}:${organization}`,
    );
    const inMany = new Set(places).size > 1;
    for (const { ref } of projects.values()) {
      const page = await this.#ask(
        entity,
        run,
        sentry.listIssues(entity.ref, {
          project: [ref],
          sort: 'freq',
          limit: issuesPerProject,
        }),
      );
      if (page) {
        run.lists += 1;
        for (const issue of page.items) {
          yield issueDocument(entity, issue, inMany);
        }
      }
    }
  }

  /** @returns `undefined` where there is no answer for this entity; others may have one */
  async #ask<T extends { problems: SentryProblem[] }>(
    entity: IndexedEntity,
    run: Run,
    asked: Promise<T>,
  ): Promise<T | undefined> {
    try {
      const answer = await asked;
      answer.problems.forEach(problem => this.#note(entity, run, problem));
      return answer;
    } catch (error) {
      if (error instanceof SentryProblemError) {
        this.#note(entity, run, error.toProblem());
        return undefined;
      }
      // Deleted since the catalog listed it. Without the plugin the answer has another name.
      if (
        error instanceof ResponseError &&
        error.cause.name === 'NotFoundError'
      ) {
        return undefined;
      }
      throw error;
    }
  }

  /** @throws SentryProblemError where it is a reason to stop */
  #note(entity: IndexedEntity, run: Run, problem: SentryProblem): void {
    if (problem.code === 'RATE_LIMITED') {
      throw new SentryProblemError(problem);
    }
    if (OUTAGES.includes(problem.code)) {
      run.outage = problem;
    }
    this.#options.logger.debug(
      `Search lacks Sentry issues of ${entity.ref}: ${problem.message}`,
    );
  }
}
