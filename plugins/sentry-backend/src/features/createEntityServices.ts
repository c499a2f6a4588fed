import type {
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SentryService } from 'backstage-plugin-sentry-node';
import { AnswerCache } from '../answers/AnswerCache';
import { AnswerPipeline } from '../answers/answerFrom';
import { ProjectChanges } from '../answers/changes';
import { SharedStore } from '../cache/SharedStore';
import { SourceCache } from '../cache/SourceCache';
import { type CacheResult } from '../cache/types';
import { AssigneesService } from './assignees';
import { DetailService } from './detail/DetailService';
import { type SourceLinks } from './detail/sourceLinks';
import { EnvironmentsService } from './environments';
import type { IdentityCheck } from '../scopes/identity';
import { IssuesService } from './issues/IssuesService';
import { ProjectDirectory } from '../scopes/ProjectDirectory';
import { ScopeResolver } from '../scopes/ScopeResolver';
import type { ProjectScope } from '../scopes/types';
import { MonitoringService } from './monitoring';
import { ProjectsService } from './projects';
import { ReleaseService } from './release';
import { ReleasesService } from './releases';
import { ProjectVisibility } from '../scopes/visibility';
import { announceChanges } from '../live/changeEvents';
import { SummaryService } from './summary/SummaryService';
import { TagsService } from './tags';
import { TalkService } from './talk';
import { Actors } from './triage/actors';
import { TriageAdvice } from './triage/advice';
import { TriageService } from './triage/TriageService';

const MEBI = 1024 * 1024;

/** What can be asked about an entity that the caller may see. */
export type EntityServices = ReturnType<typeof createEntityServices>;

interface EntityServicesOptions {
  sentry: SentryService;
  identity: IdentityCheck;
  /** Where replicas announce changes to each other. */
  events: EventsService;
  /** Where replicas find changes, which are few, and where they share it, answers. */
  cache?: CacheService;
  /** Whether the cache is a store for answers. Default false: this process's own layer is all. */
  isShared?: boolean;
  /** The keys by which open pages recognize changes of projects. Default: answers have none. */
  liveKeysOf?: (scopes: ProjectScope[]) => string[];
  /** From frames to the entities' own scope. */
  sourceLinks: SourceLinks;
  logger: LoggerService;
  metrics: MetricsService;
}

/** Makes the services about entities, over one cache. */
export function createEntityServices(options: EntityServicesOptions) {
  const { sentry, identity, sourceLinks, logger, metrics } = options;
  const store =
    options.cache && new SharedStore({ cache: options.cache, logger });
  const cache = new SourceCache({
    store: options.isShared ? store : undefined,
    logger,
    maxSize: 32 * MEBI,
  });
  const answers = new AnswerCache({
    maxBytes: 32 * MEBI,
    requests: metrics.createCounter<{ kind: string; result: CacheResult }>(
      'sentry.cache.requests',
      {
        description:
          'Requests for answers about Sentry, by how the cache served them',
        unit: '{request}',
      },
    ),
  });
  const { ttlMs, staleForMs } = sentry.config.cache;
  const times = { ttlMs, staleForMs };
  const changes = new ProjectChanges({
    // Without triage no change is made.
    store: sentry.config.triage.enabled ? store : undefined,
    keptMs: ttlMs + staleForMs,
    announce: announceChanges(options.events, logger),
  });
  const directory = new ProjectDirectory({ cache });
  const resolver = new ScopeResolver({ sentry, directory, identity });
  const visibility = new ProjectVisibility();
  const pipeline = new AnswerPipeline({
    answers,
    cache,
    changes,
    visibility,
    times,
    liveKeysOf: options.liveKeysOf,
  });
  const actors = new Actors({ sentry, identity });
  const parts = { resolver, pipeline };
  const detail = new DetailService({ ...parts, sentry, sourceLinks });
  return {
    projects: new ProjectsService(parts),
    issues: new IssuesService(parts),
    environments: new EnvironmentsService(parts),
    summary: new SummaryService(parts),
    releases: new ReleasesService(parts),
    release: new ReleaseService(parts),
    tags: new TagsService(parts),
    monitoring: new MonitoringService(parts),
    assignees: new AssigneesService({ ...parts, sentry }),
    detail,
    talk: new TalkService({ pipeline, detail, sentry }),
    triage: new TriageService({
      sentry,
      resolver,
      visibility,
      changes,
      actors,
    }),
    triageAdvice: new TriageAdvice({ resolver, sentry, actors }),
    /** When issues were last changed. */
    changes,
    /** From annotations to projects. */
    resolver,
  };
}
