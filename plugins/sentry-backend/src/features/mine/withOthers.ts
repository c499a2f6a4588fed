import type { EntityProjectRef, SentryEntity } from '../../access/types';
import { distinct } from '../../answers/distinct';

/**
 * What is the caller's own, and beside it what others own, saying which is which. A project of
 * both is with each of its entities.
 *
 * @param own - what the caller owns
 * @param all - that and all else that they may look at
 * @param isAsked - whether others' project may have something that is assigned to the caller
 * @returns `own` itself where there is nothing beside it
 */
export function withOthers(
  own: SentryEntity,
  all: SentryEntity,
  isAsked: (ref: EntityProjectRef) => boolean,
): SentryEntity {
  const ownRefs = own.parts?.map(({ ref }) => ref) ?? [];
  const others = all.annotations?.refs.filter(isAsked) ?? [];
  const isAny = others.some(({ entityRefs }) =>
    entityRefs.some(ref => !ownRefs.includes(ref)),
  );
  if (!all.annotations || !isAny) {
    return own;
  }
  const refs = new Map(own.annotations?.refs.map(ref => [ref.ref, ref]));
  for (const other of others) {
    const entityRefs = [
      ...(refs.get(other.ref)?.entityRefs ?? []),
      ...other.entityRefs,
    ];
    refs.set(other.ref, { ...other, entityRefs: [...new Set(entityRefs)] });
  }
  const problems = [
    ...(own.annotations?.problems ?? []),
    ...all.annotations.problems,
  ];
  const parts = [...(own.parts ?? []), ...(all.parts ?? [])];
  return {
    ...all,
    annotations: {
      ...all.annotations,
      refs: [...refs.values()],
      problems: distinct(problems, problem => JSON.stringify(problem)),
    },
    parts: distinct(parts, ({ ref }) => ref),
    own: ownRefs,
  };
}
