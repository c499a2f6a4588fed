import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { SentryClient } from 'backstage-plugin-sentry-node';
import type { SentryEntity } from '../access/types';
import { cacheKey } from '../answers/keys';
import { componentsOf } from './componentsOf';
import { groupSources } from './groupSources';
import type { ResolvedEntry, ResolvedProjects } from './types';

/** What the entries of an annotation come to together, and the key of answers about it. */
export function together(options: {
  entries: ResolvedEntry[];
  ofAnnotation: SentryProblem[];
  clients: SentryClient[];
  parts: SentryEntity['parts'];
}): ResolvedProjects {
  const { entries, ofAnnotation, clients, parts } = options;
  const sources = groupSources(entries);
  const components = componentsOf(entries, parts);
  const problems = [
    ...ofAnnotation,
    ...entries.flatMap(({ problem }) => problem ?? []),
  ];
  const limits = [
    ...new Map(
      entries.flatMap(entry =>
        entry.problem || !entry.limit
          ? []
          : [[entry.limit.message, entry.limit]],
      ),
    ).values(),
  ];
  const key = cacheKey('resolved', [
    // Those too that found nothing: when they did is told.
    clients.map(({ instance, credentialId }) => [instance, credentialId]),
    sources.map(source => source.key),
    JSON.stringify([...problems, ...limits]),
    // Of the same projects one caller may see more owners than another.
    ...(components ? [JSON.stringify(components)] : []),
  ]);
  return {
    entries,
    sources,
    problems,
    limits,
    clients,
    key,
    ...(components && { components }),
  };
}
