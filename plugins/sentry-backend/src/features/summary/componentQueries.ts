import {
  sentryProjectName,
  type SentryComponent,
} from 'backstage-plugin-sentry-common';
import { inBatches } from '../../access/askBackstage';
import type { ProjectScope } from '../../scopes/types';

// In characters of an address that has the ids of the projects, too.
const MAX_LENGTH = 4_000;

// Of one search: a slug has 50 characters at most.
const MAX_PROJECTS = 40;

/** A search that Sentry counts for one component. */
export interface ComponentQuery {
  ref: string;
  /** How many projects it is about. */
  projects: number;
  query: string;
}

/**
 * The searches that count the issues of each component within one scope, so that one call
 * can count them all.
 *
 * @param unresolved - the search that counts those of all of them
 */
export function componentQueries(
  scope: ProjectScope,
  components: SentryComponent[] | undefined,
  unresolved: string,
): ComponentQuery[] {
  // GlitchTip takes `project:` for a tag.
  if (!components || scope.client.capabilities.server !== 'sentry') {
    return [];
  }
  const slugs = new Map(
    scope.projects.map(project => [sentryProjectName(project), project.slug]),
  );
  return components.flatMap(({ ref, projects }) => {
    const own = projects
      .flatMap(name => slugs.get(name) ?? [])
      .filter(slug => /^[\w.-]+$/.test(slug));
    return inBatches(own, MAX_PROJECTS).map(group => ({
      ref,
      projects: group.length,
      query: `${projectCondition(group)} ${unresolved}`,
    }));
  });
}

/** The queries in chunks whose addresses servers take. */
export function inChunks(queries: string[]): string[][] {
  const chunks: string[][] = [];
  let left = 0;
  for (const query of queries) {
    const { length } = new URLSearchParams({ query }).toString();
    if (length > left) {
      chunks.push([]);
      left = MAX_LENGTH;
    }
    chunks[chunks.length - 1].push(query);
    left -= length;
  }
  return chunks;
}

function projectCondition(slugs: string[]): string {
  return slugs.length === 1
    ? `project:${slugs[0]}`
    : `project:[${slugs.join(',')}]`;
}
