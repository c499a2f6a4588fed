import {
  sentryProjectName,
  type SentryComponent,
  type SentryComponentSummary,
} from 'backstage-plugin-sentry-common';
import type { Source } from '../projects';
import type { SourceSummary } from './types';

/**
 * Adds up what the sources told of each component. One with a project of which nothing was
 * told has no count: a part would look like the whole.
 */
export function mergeComponents(
  components: SentryComponent[],
  answers: { source: Source; summary: SourceSummary }[],
): SentryComponentSummary[] {
  const sources = answers.map(({ source, summary }) => ({
    names: new Set(source.projects.map(sentryProjectName)),
    counts: new Map(summary.components),
  }));
  return components.map(component => {
    const { ref, projects } = component;
    const told = sources.flatMap(({ names, counts }) => {
      const { count, capped = false } = counts.get(ref) ?? {};
      const covered = projects.filter(name => names.has(name)).length;
      return covered && count !== undefined ? { count, capped, covered } : [];
    });
    return sum(told.map(({ covered }) => covered)) === projects.length
      ? {
          ...component,
          unresolved: sum(told.map(({ count }) => count)),
          capped: told.some(({ capped }) => capped),
        }
      : { ...component, capped: false };
  });
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
