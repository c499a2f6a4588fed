import type { SentryProject } from 'backstage-plugin-sentry-common';
import { cacheKey } from '../answers/keys';
import type { ResolvedEntry, Source } from './types';

// In characters: half of the 8 kB that servers and proxies take of an address. That is
// 160 projects of sentry.io, whose ids have 16 digits.
const MAX_LENGTH = 4_000;
const PARAMETER = '&project='.length;

/**
 * Puts projects of one organization together, so that one call asks about all of
 * them, in chunks where its address would grow too long. A project named twice, by slug and by id, counts once.
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
  return [...groups].flatMap(([id, { projects, ...group }]) =>
    chunks([...projects.values()].sort(byId)).map((chunk, index) =>
      sourceOf({
        ...group,
        id: index === 0 ? id : `${id}#${index}`,
        projects: chunk,
      }),
    ),
  );
}

function chunks(projects: SentryProject[]): SentryProject[][] {
  const all: SentryProject[][] = [];
  let left = 0;
  for (const project of projects) {
    const length = PARAMETER + project.id.length;
    if (length > left) {
      all.push([]);
      left = MAX_LENGTH;
    }
    all[all.length - 1].push(project);
    left -= length;
  }
  return all;
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
