import {
  sentryProjectName,
  type SentryCoverageDecision,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import { inBatches } from '../access/askBackstage';
import type { Database } from '../live/database';
import {
  entityOf,
  rowOf,
  suggestionOf,
  type Comparison,
  type EntityRow,
  type EntityState,
  type StoredEntity,
  type StoredProject,
  type StoredSuggestion,
  type SuggestionRow,
} from './stored';

const KEPT_MS = 90 * 24 * 60 * 60_000;
// SQLite takes 999 variables in a statement.
const BATCH = 90;
const RUN = 'coverage-run';

/** Narrows a list to entities, by ref; all where it is absent. */
export interface Part {
  refs?: string[];
}

export interface Window {
  offset: number;
  limit: number;
}

/** The last comparison and what was decided, in the plugin's database. */
export class CoverageStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Puts the comparison in the place of the one before, at once for all readers. */
  async replace(comparison: Comparison, comparedAt: string): Promise<void> {
    const { entities, projects, matches, problems } = comparison;
    const owners = entities.flatMap(({ ref, owners: all }) =>
      all.map(owner => ({ owner, entity: ref })),
    );
    await this.#database.transaction(async transaction => {
      const fill = async (table: string, rows: object[]) => {
        await transaction(table).delete();
        for (const batch of inBatches(rows, BATCH)) {
          await transaction(table).insert(batch);
        }
      };
      await fill('coverage_entities', entities.map(rowOf));
      await fill('coverage_owners', owners);
      await fill(
        'coverage_projects',
        projects.map(({ project, isMatched }) => ({
          name: sentryProjectName(project),
          instance: project.instance,
          organization: project.organization,
          state: isMatched ? 'matched' : 'unmatched',
          facts: JSON.stringify(project),
        })),
      );
      await fill(
        'coverage_suggestions',
        matches.map(({ reasons, isApplied, ...match }) => ({
          ...match,
          reasons: JSON.stringify(reasons),
          applied: isApplied,
        })),
      );
      await transaction('settings')
        .insert({ key: RUN, value: JSON.stringify({ comparedAt, problems }) })
        .onConflict('key')
        .merge();
      const now = Date.now();
      for (const batch of inBatches(matches, BATCH)) {
        await transaction('coverage_decisions')
          .whereIn(
            ['entity', 'project'],
            batch.map(({ entity, project }) => [entity, project]),
          )
          .update({ seen_at: now });
      }
      await transaction('coverage_decisions')
        .where('seen_at', '<', now - KEPT_MS)
        .delete();
    });
  }

  /** Empty where there was no comparison yet. */
  async lastRun(): Promise<{ comparedAt?: string; problems: SentryProblem[] }> {
    const row = await this.#database('settings').where({ key: RUN }).first();
    return row ? JSON.parse(row.value) : { problems: [] };
  }

  async countEntities({ refs }: Part): Promise<Record<EntityState, number>> {
    const rows: { state: EntityState; count: string | number }[] =
      await this.#entities({ refs })
        .select('state')
        .count({ count: '*' })
        .groupBy('state');
    const counts = { matched: 0, missing: 0, wrong: 0, unchecked: 0 };
    rows.forEach(({ state, count }) => {
      counts[state] = Number(count);
    });
    return counts;
  }

  async listEntities(
    state: EntityState,
    { refs }: Part,
    { offset, limit }: Window,
  ): Promise<StoredEntity[]> {
    const rows: EntityRow[] = await this.#entities({ refs })
      .where({ state })
      .orderBy('ref')
      .offset(offset)
      .limit(limit)
      .select();
    return rows.map(entityOf);
  }

  async readEntities(refs: string[]): Promise<Map<string, StoredEntity>> {
    const rows: EntityRow[] = await this.#entities({ refs }).select();
    return new Map(rows.map(row => [row.ref, entityOf(row)]));
  }

  /** Refs of what one of them owns, in order. */
  async ownedBy(owners: string[], limit: number): Promise<string[]> {
    const rows: { entity: string }[] = await this.#database('coverage_owners')
      .whereIn('owner', owners)
      .distinct('entity')
      .orderBy('entity')
      .limit(limit);
    return rows.map(({ entity }) => entity);
  }

  async countUnmatched(): Promise<number> {
    const [{ count }] = await this.#database('coverage_projects')
      .where({ state: 'unmatched' })
      .count({ count: '*' });
    return Number(count);
  }

  async listUnmatched({ offset, limit }: Window): Promise<StoredProject[]> {
    const rows: { facts: string }[] = await this.#database('coverage_projects')
      .where({ state: 'unmatched' })
      .orderBy('name')
      .offset(offset)
      .limit(limit)
      .select('facts');
    return rows.map(({ facts }) => JSON.parse(facts));
  }

  async readProjects(names: string[]): Promise<Map<string, StoredProject>> {
    const found = new Map<string, StoredProject>();
    for (const batch of inBatches([...new Set(names)], BATCH)) {
      const rows: { name: string; facts: string }[] = await this.#database(
        'coverage_projects',
      )
        .whereIn('name', batch)
        .select('name', 'facts');
      rows.forEach(({ name, facts }) => found.set(name, JSON.parse(facts)));
    }
    return found;
  }

  /** The projects of an organization as they were last listed. */
  async readOrganization(
    instance: string,
    organization: string,
  ): Promise<StoredProject[]> {
    const rows: { facts: string }[] = await this.#database('coverage_projects')
      .where({ instance, organization })
      .select('facts');
    return rows.map(({ facts }) => JSON.parse(facts));
  }

  async countSuggestions(
    { refs }: Part,
    isDismissed: boolean,
  ): Promise<number> {
    const [{ count }] = await this.#suggestions({ refs }, isDismissed).count({
      count: '*',
    });
    return Number(count);
  }

  async listSuggestions(
    { refs }: Part,
    isDismissed: boolean,
    { offset, limit }: Window,
  ): Promise<StoredSuggestion[]> {
    const rows: SuggestionRow[] = await this.#suggestions({ refs }, isDismissed)
      .orderBy('s.rank')
      .offset(offset)
      .limit(limit)
      .select('s.*', 'd.decision');
    return rows.map(suggestionOf);
  }

  /** All of these entities, decided or not. */
  async suggestionsOf(refs: string[]): Promise<StoredSuggestion[]> {
    const rows: SuggestionRow[] = await this.#withDecisions()
      .whereIn('s.entity', refs)
      .orderBy('s.rank')
      .select('s.*', 'd.decision');
    return rows.map(suggestionOf);
  }

  async decide(
    entity: string,
    project: string,
    decision: SentryCoverageDecision,
  ): Promise<void> {
    const pair = { entity, project };
    if (decision === 'open') {
      await this.#database('coverage_decisions').where(pair).delete();
      return;
    }
    await this.#database('coverage_decisions')
      .insert({ ...pair, decision, seen_at: Date.now() })
      .onConflict(['entity', 'project'])
      .merge();
  }

  /** The pairs that generated annotations are made of: exact ones, and those accepted. */
  async readApplied(): Promise<StoredSuggestion[]> {
    const rows: SuggestionRow[] = await this.#withDecisions()
      .where({ 'd.decision': 'accepted' })
      .orWhere(exact =>
        exact.where({ 's.confidence': 'exact' }).whereNull('d.decision'),
      )
      .orderBy('s.rank')
      .select('s.*', 'd.decision');
    return rows.map(suggestionOf);
  }

  #entities({ refs }: Part) {
    const all = this.#database('coverage_entities');
    return refs ? all.whereIn('ref', refs) : all;
  }

  #suggestions({ refs }: Part, isDismissed: boolean) {
    const all = this.#withDecisions();
    const some = isDismissed
      ? all.where({ 'd.decision': 'dismissed' })
      : all
          .where({ 's.applied': false })
          .where(open =>
            open.whereNull('d.decision').orWhere({ 'd.decision': 'accepted' }),
          );
    return refs ? some.whereIn('s.entity', refs) : some;
  }

  #withDecisions() {
    return this.#database('coverage_suggestions as s').leftJoin(
      'coverage_decisions as d',
      join =>
        join
          .on('d.entity', '=', 's.entity')
          .andOn('d.project', '=', 's.project'),
    );
  }
}
