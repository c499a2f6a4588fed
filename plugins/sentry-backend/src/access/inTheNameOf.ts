import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityPart, SentryEntity } from './types';

/**
 * The same projects, each in the name of those of the holders that own an entity of it
 * instead of that entity.
 *
 * @param entities - those that the projects are of
 */
export function inTheNameOf(
  holders: EntityPart[],
  aggregate: SentryEntity,
  entities: Entity[],
): SentryEntity {
  const { annotations } = aggregate;
  if (!annotations) {
    return aggregate;
  }
  const refs = new Set(holders.map(({ ref }) => ref));
  const owners = new Map(
    entities.map(entity => [
      stringifyEntityRef(entity),
      (entity.relations ?? [])
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef.toLowerCase())
        .filter(ref => refs.has(ref)),
    ]),
  );
  return {
    ...aggregate,
    annotations: {
      ...annotations,
      refs: annotations.refs.map(ref => ({
        ...ref,
        entityRefs: [
          ...new Set(ref.entityRefs.flatMap(one => owners.get(one) ?? [])),
        ],
      })),
    },
    parts: holders,
  };
}
