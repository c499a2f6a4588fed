import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import {
  sentryProjectName,
  type SentryIssue,
} from 'backstage-plugin-sentry-common';

/**
 * A document of the type `sentry-issue`: an issue of an entity or, without `issueId`, the
 * Sentry page of that entity. Every document has every field, as Lunr filters by the fields of
 * the first one; what is not known is empty.
 *
 * @public
 */
export interface SentryIssueDocument extends IndexableDocument {
  /** Whose issue it is. */
  entityRef: string;
  /** Title of the entity, or its name. */
  entityTitle: string;
  /** As an address names the issue: its short id or its number. */
  issueId: string;
  /** Whose issue of that id, as `issueProject` of an address; empty where it is clear. */
  issueProject: string;
  /** Such as `error`. */
  level: string;
  /** Such as `high`. */
  priority: string;
  /** Slug of the Sentry project. */
  project: string;
}

/** What the documents of an entity have in common. */
export interface IndexedEntity {
  ref: string;
  title: string;
  /** Address of its Sentry tab within the portal. */
  location: string;
}

/**
 * @param template - where the pages of entities are, as `search.collators.catalog.locationTemplate`
 */
export function indexedEntity(entity: Entity, template: string): IndexedEntity {
  const { kind, metadata } = entity;
  const { name, namespace = DEFAULT_NAMESPACE } = metadata;
  const page = Object.entries({ namespace, kind, name }).reduce(
    (path, [key, value]) =>
      path.replace(`:${key}`, () => encodeURIComponent(value)),
    template,
  );
  return {
    ref: stringifyEntityRef(entity),
    title: metadata.title ?? name,
    location: `${page.toLocaleLowerCase('en-US')}/sentry`,
  };
}

/** Lasts as long as the entity does: an index that receives no document keeps its old ones. */
export function pageDocument(entity: IndexedEntity): SentryIssueDocument {
  return {
    title: `Sentry issues of ${entity.title}`,
    text: `The issues of ${entity.title} in Sentry`,
    location: entity.location,
    authorization: { resourceRef: entity.ref },
    entityRef: entity.ref,
    entityTitle: entity.title,
    issueId: '',
    issueProject: '',
    level: '',
    priority: '',
    project: '',
  };
}

/** @param inMany - whether the entity's projects are in several places, which could each have an issue of that id */
export function issueDocument(
  entity: IndexedEntity,
  issue: SentryIssue,
  inMany: boolean,
): SentryIssueDocument {
  const issueId = issue.shortId ?? issue.id;
  const issueProject = inMany ? sentryProjectName(issue.project) : '';
  const address = new URLSearchParams({
    issue: issueId,
    ...(issueProject && { issueProject }),
  });
  const { title, value = '', culprit = '', level = '', priority = '' } = issue;
  const texts = [
    issueId,
    title.includes(value) ? '' : value,
    culprit,
    issue.project.slug,
    entity.title,
  ];
  return {
    ...pageDocument(entity),
    title,
    text: texts.filter(Boolean).join(' · '),
    location: `${entity.location}?${address}`,
    issueId,
    issueProject,
    level,
    priority,
    project: issue.project.slug,
  };
}
