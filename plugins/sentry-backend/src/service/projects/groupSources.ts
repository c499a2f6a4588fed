import type { SentryProject } from 'backstage-plugin-sentry-common';
import { cacheKey } from '../../cache';
import type { ResolvedEntry, Source } from './types';

// Their ids make an address that any server takes: 16 digits each at sentry.io.
const MAX_PROJECTS = 100;

/**
 * Puts projects of one organization together, so that one call asks about all of
 * them, up to a hundred. A project named twice, by slug and by id, counts once.
 */
export function groupSources(entries: ResolvedEntry[]): Source[] {
  const groups = new Map<
    string,
    Omit<Source, 'id' | 'key' | 'projects'> & {
      projects: Map<string, SentryProject>;
    }
  >();
  for (const entry of entries) {
    if (!entry.problem) {
      const { client, project, target } = entry;
      const { instance, key } = target;
      const id = `${instance.name}:${key.organization}`;
      const group = groups.get(id) ?? {
        client,
        instance,
        organization: key.organization,
        projects: new Map(),
      };
      group.projects.set(project.id, project);
      groups.set(id, group);
    }
  }
  return [...groups].flatMap(([id, { projects, ...group }]) => {
    const sorted = [...projects.values()].sort(byId);
    const count = Math.ceil(sorted.length / MAX_PROJECTS);
    return Array.from({ length: count }, (_, index) =>
      sourceOf({
        ...group,
        id: index === 0 ? id : `${id}#${index}`,
        projects: sorted.slice(
          index * MAX_PROJECTS,
          (index + 1) * MAX_PROJECTS,
        ),
      }),
    );
  });
}

/** A source with the key that its parts come to. */
export function sourceOf(parts: Omit<Source, 'key'>): Source {
  const { instance, client, organization, projects } = parts;
  const key = cacheKey('source', [
    instance.name,
    instance.baseUrl,
    client.credentialId,
    organization,
    projects.map(({ id }) => id),
  ]);
  return { ...parts, key };
}

function byId(a: SentryProject, b: SentryProject): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}
