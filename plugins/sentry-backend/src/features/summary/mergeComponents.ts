import type {
  SentryComponent,
  SentryComponentSummary,
} from 'backstage-plugin-sentry-common';
import { sum } from '../../answers/answerFrom';
import type { ComponentCount, SourceSummary } from './types';

/**
 * Adds up what the scopes told of each component. One with a project of which nothing was
 * told has no count: a part would look like the whole.
 */
export function mergeComponents(
  components: SentryComponent[],
  summaries: SourceSummary[],
): SentryComponentSummary[] {
  const told = new Map<string, (ComponentCount & { count: number })[]>();
  for (const one of summaries.flatMap(summary => summary.components ?? [])) {
    const { count } = one;
    if (count !== undefined) {
      told.set(one.ref, [...(told.get(one.ref) ?? []), { ...one, count }]);
    }
  }
  return components.map(component => {
    const own = told.get(component.ref) ?? [];
    return sum(own.map(({ projects }) => projects)) ===
      component.projects.length
      ? {
          ...component,
          unresolved: sum(own.map(({ count }) => count)),
          capped: own.some(({ capped }) => capped),
        }
      : { ...component, capped: false };
  });
}
