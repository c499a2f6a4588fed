import type {
  SentryIssue,
  SentryIssuesPage,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import { issuesLink } from '../../scopes/links';
import type { ResolvedProjects, ProjectScope } from '../../scopes/types';
import { filterOf, ownQuery } from './assignee';
import { scopeTag, writeCursor } from './cursor';
import { endOfCursors, endOfServer } from './problems';
import type { ScopeReader } from './ScopeReader';
import { totalOf } from './totalOf';
import type { IssuesFilter, ScopePosition } from './types';

/** What is asked about the issues of an entity. */
export interface IssuesQuestion {
  projects: ResolvedProjects;
  filter: IssuesFilter;
  /** What a cursor is of. */
  binding: string;
  /** Where the page before left each scope; absent on the first. */
  positions?: Map<string, ScopePosition>;
}

/** Makes a page of the merged issues: how many there are, and where it goes on. */
export function toPage(
  { projects, filter, binding, positions }: IssuesQuestion,
  options: {
    readers: Map<ProjectScope, ScopeReader>;
    items: SentryIssue[];
  },
): {
  content: Omit<SentryIssuesPage, 'fetchedAt' | 'stale' | 'problems'>;
  problems: SentryProblem[];
} {
  const { items } = options;
  const scopes = [...options.readers.keys()];
  const readers = [...options.readers.values()];
  const more = readers.some(({ position }) => !position.done);
  const left = new Map([
    ...(positions ?? []),
    ...[...options.readers].map(
      ([{ id }, reader]) => [scopeTag(id), reader.position] as const,
    ),
  ]);
  const nextCursor = more ? writeCursor(binding, left) : undefined;
  const link = issuesLink(
    scopes,
    scopes.some(scope => filterOf(scope, filter).assignee)
      ? { ...filter, query: ownQuery(filter.query) }
      : filter,
  );
  return {
    content: {
      items,
      pageInfo: nextCursor === undefined ? {} : { nextCursor },
      ...totalOf(readers, items.length, !positions && !more),
      links: link ? { sentry: link } : {},
      ...(projects.components && { entities: projects.components }),
    },
    problems: [
      ...(more && nextCursor === undefined
        ? [endOfCursors(scopes.length)]
        : []),
      ...[...options.readers].flatMap(([{ client }, { endedEarly }]) =>
        endedEarly ? [endOfServer(client)] : [],
      ),
    ],
  };
}
