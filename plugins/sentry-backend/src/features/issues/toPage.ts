import type {
  SentryIssue,
  SentryIssuesPage,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import { issuesLink } from '../../scopes/links';
import type { ResolvedProjects, Source } from '../../scopes/types';
import { filterOf, ownQuery } from './assignee';
import { sourceTag, writeCursor } from './cursor';
import { endOfCursors, endOfServer } from './problems';
import type { SourceReader } from './SourceReader';
import { totalOf } from './totalOf';
import type { IssuesFilter, SourcePosition } from './types';

/** What is asked about the issues of an entity. */
export interface IssuesQuestion {
  projects: ResolvedProjects;
  filter: IssuesFilter;
  /** What a cursor is of. */
  binding: string;
  /** Where the page before left each source; absent on the first. */
  positions?: Map<string, SourcePosition>;
}

/** Makes a page of the merged issues: how many there are, and where it goes on. */
export function toPage(
  { projects, filter, binding, positions }: IssuesQuestion,
  options: {
    readers: Map<Source, SourceReader>;
    items: SentryIssue[];
  },
): {
  content: Omit<SentryIssuesPage, 'fetchedAt' | 'stale' | 'problems'>;
  problems: SentryProblem[];
} {
  const { items } = options;
  const sources = [...options.readers.keys()];
  const readers = [...options.readers.values()];
  const more = readers.some(({ position }) => !position.done);
  const left = new Map([
    ...(positions ?? []),
    ...[...options.readers].map(
      ([{ id }, reader]) => [sourceTag(id), reader.position] as const,
    ),
  ]);
  const nextCursor = more ? writeCursor(binding, left) : undefined;
  const link = issuesLink(
    sources,
    sources.some(source => filterOf(source, filter).assignee)
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
        ? [endOfCursors(sources.length)]
        : []),
      ...[...options.readers].flatMap(([{ client }, { endedEarly }]) =>
        endedEarly ? [endOfServer(client)] : [],
      ),
    ],
  };
}
