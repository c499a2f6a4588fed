import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  ANNOTATION_EDIT_URL,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  findSentryAnnotationProblems,
  readSentryAnnotations,
  SENTRY_GENERATED_ANNOTATION,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryAnnotations,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import { MAX_LOCATION } from '../access/aggregate';
import { codePlaceOf, type CodePlace } from './codePlace';

// Of each, less than a kilobyte is kept.
const MAX_ENTITIES = 20_000;
const PAGE = 500;
const MAX_OWNERS = 20;
const MAX_TITLE = 255;
const MAX_PROBLEMS = 10;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
];

/** An entity as it is compared: a component, or another one that names projects. */
export interface CatalogEntity {
  ref: string;
  title?: string;
  owners: string[];
  editUrl?: string;
  place?: CodePlace;
  /** Absent where it names no project. */
  annotations?: SentryAnnotations;
  /** What is wrong with its annotations, as far as it can be seen without asking Sentry. */
  problems: SentryProblem[];
  /** Whether the catalog module generated what it names. */
  isGenerated: boolean;
}

/** Reads what is compared from the catalog, as the backend itself, page by page. */
export async function readCatalog(options: {
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<{ entities: CatalogEntity[]; isWhole: boolean }> {
  const { catalog, auth, logger, signal } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const annotation = `metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`;
  const pages = catalog.streamEntities(
    {
      filter: [{ kind: 'component' }, { [annotation]: CATALOG_FILTER_EXISTS }],
      fields: FIELDS,
      pageSize: PAGE,
    },
    { credentials },
  );
  // An entity that changes meanwhile can be on two pages.
  const entities = new Map<string, CatalogEntity>();
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const entity of page) {
      const read = readEntity(entity);
      if (entities.size >= MAX_ENTITIES && !entities.has(read.ref)) {
        logger.warn(
          `More than ${MAX_ENTITIES} entities could be compared with Sentry: the others are left out`,
        );
        return { entities: [...entities.values()], isWhole: false };
      }
      entities.set(read.ref, read);
    }
  }
  return { entities: [...entities.values()], isWhole: true };
}

function readEntity(entity: Entity): CatalogEntity {
  const { metadata, relations = [] } = entity;
  const { annotations = {} } = metadata;
  const owners = relations
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef.toLowerCase());
  const isGenerated = annotations[SENTRY_GENERATED_ANNOTATION] !== undefined;
  const editAt = annotations[ANNOTATION_EDIT_URL] ?? '';
  const edit = editAt.length <= MAX_LOCATION ? URL.parse(editAt) : null;
  const place = codePlaceOf(entity);
  const named = readSentryAnnotations(entity);
  return {
    ref: stringifyEntityRef(entity),
    owners: [...new Set(owners)].slice(0, MAX_OWNERS),
    problems: findSentryAnnotationProblems(entity).slice(0, MAX_PROBLEMS),
    isGenerated,
    ...(metadata.title && { title: metadata.title.slice(0, MAX_TITLE) }),
    ...(edit && /^https?:$/.test(edit.protocol) && { editUrl: edit.href }),
    ...(place && { place }),
    ...(named && { annotations: named }),
  };
}
