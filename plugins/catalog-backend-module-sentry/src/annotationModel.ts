import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';
import {
  SENTRY_ENVIRONMENT_ANNOTATION,
  SENTRY_GENERATED_ANNOTATION,
  SENTRY_NOTIFY_ANNOTATION,
  SENTRY_PROJECT_FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  SENTRY_QUERY_ANNOTATION,
  SENTRY_SOURCE_ROOT_ANNOTATION,
  SENTRY_USER_ID_ANNOTATION,
} from 'backstage-plugin-sentry-common';

const annotations = [
  {
    name: SENTRY_PROJECT_SLUG_ANNOTATION,
    title: 'Sentry projects',
    description: `The Sentry projects of the entity, each as ${SENTRY_PROJECT_FORM}, several separated by commas.`,
  },
  {
    name: SENTRY_GENERATED_ANNOTATION,
    title: 'Generated Sentry annotation',
    description:
      'Says that `sentry.io/project-slug` is in no file: it was generated from an exact match with Sentry.',
  },
  {
    name: SENTRY_ENVIRONMENT_ANNOTATION,
    title: 'Sentry environments',
    description:
      'The environments that issues are filtered by unless the viewer chooses others, separated by commas, such as `production`.',
  },
  {
    name: SENTRY_QUERY_ANNOTATION,
    title: 'Sentry search',
    description:
      "The search that the entity's issues start from, in Sentry's syntax, instead of `is:unresolved`.",
  },
  {
    name: SENTRY_SOURCE_ROOT_ANNOTATION,
    title: 'Source root of Sentry',
    description:
      "Where the files of stack traces are in the entity's repository: a directory, or `/app=>packages/web` for files that programs know as `/app/…`.",
  },
  {
    name: SENTRY_NOTIFY_ANNOTATION,
    title: 'Notifications from Sentry',
    description:
      'What the owners of the entity are notified of: some of `new`, `regressed`, `escalating` and `assigned`, separated by commas, or `none`.',
  },
  {
    name: SENTRY_USER_ID_ANNOTATION,
    title: 'Sentry user',
    description: "Of a User: the id of the user's account in Sentry.",
  },
];

/**
 * The annotations of Sentry as a layer of the catalog's model, with titles and descriptions
 * for people and agents. It accepts every value: one that a schema refuses would keep the
 * whole entity out of the catalog.
 *
 * The first layer of a portal makes the catalog process all entities by its model instead of
 * its built-in kinds (`CatalogBuilder` of `@backstage/plugin-catalog-backend`). So the module
 * adds it only with `sentry.catalog.annotationModel`.
 *
 * @alpha
 */
export const sentryAnnotationModel = createCatalogModelLayer({
  layerId: 'sentry.io/annotations',
  builder: model => {
    for (const annotation of annotations) {
      model.addAnnotation({
        ...annotation,
        schema: { jsonSchema: { type: 'string' } },
      });
    }
  },
});
