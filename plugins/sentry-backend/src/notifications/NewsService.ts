import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  SentryIssue,
  SentryNotificationKind,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryConfig,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { accountsOf } from '../access/accounts';
import { LONGEST_PAGE } from '../features/issues/query';
import { groupScopes, type ProjectScope } from '../scopes/types';
import { subjectOf, type Announced, type Announcement } from './Announced';
import type { EntityIndex, Notified, NotifiedEntity } from './EntityIndex';
import {
  listAssigned,
  listStates,
  RANKS,
  shownBy,
  type News,
} from './findNews';
import type { OwnerNotifier } from './OwnerNotifier';

// Events are dated by the clock of where they happened.
const SKEW_MS = 10 * 60_000;
// The catalog of a new portal fills while it already looks.
const FILLING_MS = 60 * 60_000;

/** An issue in a state, before it is known who would be notified. */
type Candidate = Announcement & Pick<News, 'issue' | 'state' | 'assignee'>;

interface NewsServiceOptions {
  sentry: SentryService;
  index: EntityIndex;
  announced: Announced;
  /** The portal, in milliseconds since 1970: what was there before is not news. */
  installedAt: number;
  notifier: OwnerNotifier;
  config: NonNullable<SentryConfig['notifications']>;
  logger: LoggerService;
}

/**
 * Looks at what is new in the Sentry projects that entities name, and notifies owners of what
 * was not announced. What is new is decided from Sentry's state alone, so that a webhook that
 * never arrived makes no difference.
 */
export class NewsService {
  readonly #options: NewsServiceOptions;

  constructor(options: NewsServiceOptions) {
    this.#options = options;
  }

  async look(signal: AbortSignal): Promise<void> {
    const { index, announced, notifier, logger } = this.#options;
    const notified = await index.read();
    const found = new Map<string, News>();
    for (const scope of groupScopes(
      notified.entries.map(({ entry }) => entry),
    )) {
      if (signal.aborted) {
        return;
      }
      try {
        for (const news of await this.#lookAt(scope, notified)) {
          // Two instances may be one server.
          const key = `${news.subject} ${news.kind}`;
          const { entities = [] } = found.get(key) ?? {};
          const all = [...entities, ...news.entities];
          found.set(key, { ...news, entities: [...new Set(all)] });
        }
      } catch (error) {
        if (!(error instanceof SentryProblemError)) {
          throw error;
        }
        const { instance, organization } = scope;
        logger.debug(
          `Could not look for new issues in ${instance.name}:${organization}: ${error.code}`,
        );
      }
    }
    await notifier.notify([...found.values()], signal);
    await announced.prune();
  }

  async #lookAt(scope: ProjectScope, notified: Notified): Promise<News[]> {
    const { announced, installedAt, sentry } = this.#options;
    const { name, baseUrl } = scope.instance;
    const askedAt = Date.now();
    const projectOf = ({ project }: Pick<SentryIssue, 'project'>) =>
      subjectOf(baseUrl, 'project', project.id);
    const projects = scope.projects.map(project => projectOf({ project }));
    const entities = entitiesOf(scope, notified);

    const { issues, whole } = await listStates(scope);
    const candidates: Candidate[] = issues.map(({ issue, kind }) => ({
      subject: subjectOf(baseUrl, 'issue', issue.id),
      kind,
      project: projectOf(issue),
      issue,
      state: kind,
    }));
    const ended = whole.filter(kind => kind !== 'new');
    await announced.forgetEnded(projects, ended, candidates);
    if (notified.users.size && isNotifiedOf('assigned', entities)) {
      for (const issue of await listAssigned(scope)) {
        const { id = '' } = issue.assignee ?? {};
        const isKnown = accountsOf(id, sentry)[name] !== undefined;
        candidates.push({
          subject: subjectOf(baseUrl, 'issue', issue.id),
          kind: `assigned:${id}`,
          project: projectOf(issue),
          issue,
          state: 'assigned',
          assignee: isKnown ? notified.users.get(id) : undefined,
        });
      }
    }

    const since = await announced.timesOf('project', projects);
    // Of a project that was never looked at, what is there already is not news; but in a new
    // portal, what came up since it was installed.
    const isFilling = askedAt - installedAt < FILLING_MS;
    const newSince = isFilling ? installedAt : askedAt;
    const isOld = ({ project = '', state, issue }: Candidate) =>
      !since.has(project) &&
      !(state === 'new' && Date.parse(firstSeenOf(issue) ?? '') > newSince);
    await announced.markOld(candidates.filter(isOld));
    await announced.markOld(
      projects
        .filter(subject => !since.has(subject))
        .map(subject => ({ subject, kind: 'project' })),
      askedAt,
    );
    const news = await announced.findNew(
      candidates.filter(
        candidate =>
          !isOld(candidate) &&
          this.#isWorthIt(
            candidate,
            since.get(candidate.project ?? '') ?? newSince,
          ),
      ),
    );
    return this.#withEntities(news, scope, entities);
  }

  #isWorthIt({ state, issue, assignee }: Candidate, since: number): boolean {
    switch (state) {
      case 'assigned':
        return assignee !== undefined;
      case 'new': {
        const { minPriority } = this.#options.config;
        const { priority = 'high' } = issue;
        const firstSeen = firstSeenOf(issue);
        // A list has an end: what was beyond it at the first look may come up later.
        const isAfter =
          firstSeen === undefined || Date.parse(firstSeen) > since - SKEW_MS;
        return isAfter && RANKS[priority] >= RANKS[minPriority];
      }
      default:
        return true;
    }
  }

  /** Those that an entity shows whose owners want to be notified of them. */
  async #withEntities(
    candidates: Candidate[],
    scope: ProjectScope,
    entities: Map<string, NotifiedEntity[]>,
  ): Promise<News[]> {
    const pairs = candidates.flatMap(candidate =>
      (entities.get(candidate.issue.project.id) ?? [])
        .filter(({ kinds }) => kinds.includes(candidate.state))
        .map(entity => ({ candidate, entity })),
    );
    // Entities that show the same are asked for once.
    const alike = new Map<string, typeof pairs>();
    for (const pair of pairs) {
      const { environments, query } = pair.entity;
      const key = JSON.stringify([environments, query]);
      const group = alike.get(key) ?? [];
      group.push(pair);
      alike.set(key, group);
    }
    const shown = new Map<Candidate, NotifiedEntity[]>();
    for (const group of alike.values()) {
      const ids = new Set(group.map(({ candidate }) => candidate.issue.id));
      const found = await shownBy(
        group[0].entity,
        scope,
        [...ids].slice(0, LONGEST_PAGE),
      );
      for (const { candidate, entity } of group) {
        if (found.has(candidate.issue.id)) {
          shown.set(candidate, [...(shown.get(candidate) ?? []), entity]);
        }
      }
    }
    return [...shown].map(([candidate, all]) => ({
      ...candidate,
      entities: all.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
    }));
  }
}

function firstSeenOf({ lifetime, firstSeen }: SentryIssue): string | undefined {
  return lifetime?.firstSeen ?? firstSeen;
}

/** By the id of a project of the scope. */
function entitiesOf(
  { instance, organization }: ProjectScope,
  { entries }: Notified,
): Map<string, NotifiedEntity[]> {
  const found = new Map<string, NotifiedEntity[]>();
  for (const { entry, entity } of entries) {
    if (
      !entry.problem &&
      entry.project.instance === instance.name &&
      entry.project.organization === organization
    ) {
      const { project } = entry;
      const others = found.get(project.id) ?? [];
      if (!others.includes(entity)) {
        found.set(project.id, [...others, entity]);
      }
    }
  }
  return found;
}

function isNotifiedOf(
  kind: SentryNotificationKind,
  entities: Map<string, NotifiedEntity[]>,
): boolean {
  return [...entities.values()].some(some =>
    some.some(({ kinds }) => kinds.includes(kind)),
  );
}
