import {
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryCoverageDecision,
  type SentryCoverageEntity,
  type SentryCoverageItem,
  type SentryCoverageList,
  type SentryCoverageMatchesResponse,
  type SentryCoverageProject,
  type SentryCoverageResponse,
} from 'backstage-plugin-sentry-common';
import type { SentryService } from 'backstage-plugin-sentry-node';
import { NotFoundError } from '@backstage/errors';
import type { CoverageView } from './CoverageAccess';
import type { CoverageStore, Window } from './CoverageStore';
import type { StoredEntity, StoredProject, StoredSuggestion } from './stored';

interface CoverageReaderOptions {
  store: CoverageStore;
  sentry: SentryService;
}

/** Reads the last comparison, and keeps what is decided about it. */
export class CoverageReader {
  readonly #options: CoverageReaderOptions;

  constructor(options: CoverageReaderOptions) {
    this.#options = options;
  }

  /** A page of one of the lists. */
  async list(
    view: CoverageView,
    list: SentryCoverageList,
    { offset, limit }: Window,
  ): Promise<SentryCoverageResponse> {
    const { store, sentry } = this.#options;
    const { comparedAt, problems } = await store.lastRun();
    const counts = await this.#count(view);
    const items = await this.#items(view, list, { offset, limit });
    const next = offset + items.length;
    return {
      items,
      pageInfo:
        items.length && next < counts[list] ? { nextCursor: String(next) } : {},
      totalItems: counts[list],
      counts,
      visibility: view.visibility,
      ...(comparedAt && { comparedAt }),
      appliesExactMatches: sentry.config.coverage.applyExactMatches,
      problems: view.visibility === 'all' ? problems : [],
    };
  }

  async #count(view: CoverageView): Promise<SentryCoverageResponse['counts']> {
    const { store } = this.#options;
    const { matched, missing, wrong } = await store.countEntities(view);
    return {
      suggestions: await store.countSuggestions(view, false),
      missing,
      // Projects without an entity have no owner.
      unmatched: view.visibility === 'all' ? await store.countUnmatched() : 0,
      wrong,
      matched,
      dismissed: await store.countSuggestions(view, true),
    };
  }

  async #items(
    view: CoverageView,
    list: SentryCoverageList,
    window: Window,
  ): Promise<SentryCoverageItem[]> {
    const { store } = this.#options;
    switch (list) {
      case 'suggestions':
      case 'dismissed': {
        const isDismissed = list === 'dismissed';
        return this.#pairs(
          await store.listSuggestions(view, isDismissed, window),
        );
      }
      case 'unmatched': {
        const found =
          view.visibility === 'all' ? await store.listUnmatched(window) : [];
        return found.map(project => ({
          projects: [shown(project)],
          problems: [],
        }));
      }
      default:
        return this.#entities(await store.listEntities(list, view, window));
    }
  }

  async #pairs(suggestions: StoredSuggestion[]): Promise<SentryCoverageItem[]> {
    const { store } = this.#options;
    const entities = await store.readEntities(
      suggestions.map(({ entity }) => entity),
    );
    const projects = await store.readProjects(
      suggestions.map(({ project }) => project),
    );
    return suggestions.flatMap(suggestion => {
      const entity = entities.get(suggestion.entity);
      const project = projects.get(suggestion.project);
      return entity && project
        ? {
            entity: shownEntity(entity),
            projects: [shown(project)],
            problems: [],
            suggestion: this.#suggested(suggestion, project),
          }
        : [];
    });
  }

  /** Those with a generated annotation have the match that it comes from, too. */
  async #entities(entities: StoredEntity[]): Promise<SentryCoverageItem[]> {
    const { store } = this.#options;
    const projects = await store.readProjects(
      entities.flatMap(entity => entity.projects),
    );
    const suggestions = await store.suggestionsOf(
      entities.filter(one => one.isGenerated).map(({ ref }) => ref),
    );
    return entities.map(entity => {
      const own = entity.projects.flatMap(name => projects.get(name) ?? []);
      const suggestion = suggestions.find(
        one =>
          one.entity === entity.ref && entity.projects.includes(one.project),
      );
      const project = suggestion && projects.get(suggestion.project);
      return {
        entity: shownEntity(entity),
        projects: own.map(shown),
        problems: entity.problems,
        ...(project && { suggestion: this.#suggested(suggestion, project) }),
      };
    });
  }

  #suggested(
    { reasons, confidence, decision }: StoredSuggestion,
    project: StoredProject,
  ): NonNullable<SentryCoverageItem['suggestion']> {
    const annotation = this.#annotationOf(project);
    return {
      reasons,
      confidence,
      annotation,
      snippet: [
        'metadata:',
        '  annotations:',
        `    ${SENTRY_PROJECT_SLUG_ANNOTATION}: ${annotation}`,
        '',
      ].join('\n'),
      ...(decision && { decision }),
    };
  }

  /** As short as the annotation can be to mean this project. */
  #annotationOf({ instance, organization, slug }: StoredProject): string {
    const { sentry } = this.#options;
    const usual = sentry.getInstance();
    if (usual?.name !== instance) {
      return `${instance}:${organization}/${slug}`;
    }
    return usual.organization === organization
      ? slug
      : `${organization}/${slug}`;
  }

  /** @throws NotFoundError where there is no such suggestion that the caller may see */
  async checkSuggestion(
    view: CoverageView,
    entity: string,
    project: string,
  ): Promise<void> {
    const isVisible = view.refs === undefined || view.refs.includes(entity);
    const found = isVisible
      ? await this.#options.store.suggestionsOf([entity])
      : [];
    if (!found.some(one => one.project === project)) {
      throw new NotFoundError(
        'There is no such suggestion, or it is about an entity that you do not own',
      );
    }
  }

  /** Remembers what was decided about a suggestion. */
  decide(
    entity: string,
    project: string,
    decision: SentryCoverageDecision,
  ): Promise<void> {
    return this.#options.store.decide(entity, project, decision);
  }

  /** The annotations to generate. */
  async matches(): Promise<SentryCoverageMatchesResponse> {
    const { store, sentry } = this.#options;
    const { comparedAt } = await store.lastRun();
    if (!sentry.config.coverage.applyExactMatches) {
      return { items: [], ...(comparedAt && { comparedAt }) };
    }
    const applied = await store.readApplied();
    const projects = await store.readProjects(
      applied.map(({ project }) => project),
    );
    const byEntity = new Map<string, string[]>();
    for (const { entity, project: name } of applied) {
      const project = projects.get(name);
      if (project) {
        const others = byEntity.get(entity) ?? [];
        byEntity.set(entity, [...others, this.#annotationOf(project)]);
      }
    }
    return {
      items: [...byEntity].map(([entityRef, annotations]) => ({
        entityRef,
        annotation: annotations.join(', '),
      })),
      ...(comparedAt && { comparedAt }),
    };
  }
}

function shown(project: StoredProject): SentryCoverageProject {
  const { instance, organization, id, slug, title, platform, link, teams } =
    project;
  return {
    instance,
    organization,
    id,
    slug,
    name: title,
    link,
    teams,
    ...(platform && { platform }),
  };
}

function shownEntity(entity: StoredEntity): SentryCoverageEntity {
  const { ref, title, owners, editUrl, isGenerated } = entity;
  return {
    ref,
    owners,
    ...(title && { title }),
    ...(editUrl && { editUrl }),
    ...(isGenerated && { isGenerated }),
  };
}
