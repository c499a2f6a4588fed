import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { askSources } from '../../answers/askSources';
import { issueAmbiguous } from '../detail/problems';
import { issueKey } from '../../scopes/issueKey';
import { type Source } from '../../scopes/types';
import type { ProjectSight } from '../../scopes/ProjectSight';
import { readIssues } from './readIssues';
import type { FoundRawIssue, LocatedIssue } from './types';

/** Where the issues are, and why others could not be looked for. */
export interface Located {
  issues: LocatedIssue[];
  problems: SentryProblem[];
}

/**
 * Looks for issues in every place where the entity has projects. Reads their numbers anew:
 * what is kept may be of an issue that was moved or merged since.
 *
 * @throws SentryProblemError where no place can be asked; `QUERY_INVALID`, as for a detail, for
 *   a name that issues of several places have
 */
export async function locateIssues(options: {
  sources: Source[];
  sight: ProjectSight;
  ids: string[];
}): Promise<Located> {
  const { sources, sight, ids } = options;
  const { answers, problems } = await askSources({
    sources,
    sight,
    ask: async source => ({
      value: await readIssues(source, ids),
      fetchedAt: Date.now(),
      freshUntil: 0,
      stale: false,
      result: 'miss',
    }),
  });
  const issues = ids.flatMap(named => {
    const found = distinct(
      answers.flatMap(({ cached }) => cached.value.get(named) ?? []),
    );
    if (found.length > 1) {
      throw issueAmbiguous(
        named,
        found.map(({ project }) => project),
      );
    }
    return found.map(({ raw, source, project }) => ({
      named,
      id: raw.id,
      source,
      project,
    }));
  });
  return { issues, problems };
}

/** One server may be two instances. */
function distinct(found: FoundRawIssue[]): FoundRawIssue[] {
  const keys = found.map(({ raw, source }) => issueKey(source, raw.id));
  return found.filter((_, index) => keys.indexOf(keys[index]) === index);
}
