import type {
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { SentryService } from 'backstage-plugin-sentry-node';
import {
  AnswerCache,
  SharedStore,
  SourceCache,
  type CacheResult,
} from '../cache';
import { AssigneesService } from './assignees';
import { DetailService, type SourceLinks } from './detail';
import { EnvironmentsService, SourceEnvironments } from './environments';
import type { IdentityCheck } from './identity';
import { IssuesService } from './issues';
import { ProjectDirectory, ProjectResolver, ProjectsService } from './projects';
import { ReleasesService } from './releases';
import { ProjectSight } from './sight';
import { SummaryService } from './summary';

const MEBI = 1024 * 1024;

/** What can be asked about an entity that the caller may see. */
export interface EntityServices {
  projects: ProjectsService;
  issues: IssuesService;
  environments: EnvironmentsService;
  summary: SummaryService;
  detail: DetailService;
  releases: ReleasesService;
  assignees: AssigneesService;
}

/** @internal */
export interface EntityServicesOptions {
  sentry: SentryService;
  identity: IdentityCheck;
  /** Where replicas share answers. Absent where they can't: then this process's own layer is all. */
  cache?: CacheService;
  /** From frames to the entities' own source. */
  sourceLinks: SourceLinks;
  logger: LoggerService;
  metrics: MetricsService;
}

/** Makes the services about entities, over one cache. */
export function createEntityServices(
  options: EntityServicesOptions,
): EntityServices {
  const { sentry, identity, logger, metrics } = options;
  const cache = SourceCache.create({
    store:
      options.cache && SharedStore.create({ cache: options.cache, logger }),
    logger,
    maxSize: 32 * MEBI,
  });
  const answers = AnswerCache.create({
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
  const directory = ProjectDirectory.create({ cache });
  const resolver = ProjectResolver.create({ sentry, directory, identity });
  const { ttlMs, staleForMs } = sentry.config.cache;
  const times = { ttlMs, staleForMs };
  const environments = SourceEnvironments.create({ cache, times });
  const sight = ProjectSight.create();
  const parts = { resolver, environments, sight, answers, cache, times };
  return {
    projects: ProjectsService.create(parts),
    issues: IssuesService.create(parts),
    environments: EnvironmentsService.create(parts),
    summary: SummaryService.create(parts),
    releases: ReleasesService.create(parts),
    assignees: AssigneesService.create(parts),
    detail: DetailService.create({
      ...parts,
      sentry,
      sourceLinks: options.sourceLinks,
    }),
  };
}
