import type { SentryService } from 'backstage-plugin-sentry-node';
import type { ResolvedEntry, Source } from './types';

// Their ids make an address that any server takes: 16 digits each at sentry.io.
const MAX_PROJECTS = 100;

/**
 * Puts projects of one organization together, so that one call asks about all of
 * them, up to a hundred. A project named twice, by slug and by id, counts once.
 */
export async function groupSources(
  entries: ResolvedEntry[],
  sentry: SentryService,
): Promise<Source[]> {
  const sources = new Map<string, Source>();
  for (const entry of entries) {
    if (entry.problem) {
      continue;
    }
    const { instance, key } = entry.target;
    const id = `${instance.name}:${key.organization}`;
    const source = sources.get(id) ?? {
      id,
      client: await sentry.getClient(instance.name),
      instance,
      organization: key.organization,
      projects: [],
    };
    if (!source.projects.some(project => project.id === entry.project.id)) {
      source.projects.push(entry.project);
    }
    sources.set(id, source);
  }
  for (const { projects } of sources.values()) {
    projects.sort(
      (a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1),
    );
  }
  return [...sources.values()].flatMap(inParts);
}

function inParts(source: Source): Source[] {
  const { id, projects } = source;
  const count = Math.ceil(projects.length / MAX_PROJECTS);
  return Array.from({ length: count }, (_, index) => ({
    ...source,
    id: index === 0 ? id : `${id}#${index}`,
    projects: projects.slice(index * MAX_PROJECTS, (index + 1) * MAX_PROJECTS),
  }));
}
