import type { RawCommit, RawCommitter } from '../releaseSchema';
import type { SentrySuspectCommit } from 'backstage-plugin-sentry-common';
import { plainOf, textOf } from '../read';
import { compact, toHttpUrl, toIsoDate } from '../fields';
import { toAssignee } from '../toAssignee';

const MAX_COMMITS = 10;

/**
 * Turns what `getEventCommitters` answers into what leaves the backend: never an author's
 * address.
 */
export function toSuspectCommits(
  committers: RawCommitter[],
): SentrySuspectCommit[] {
  const found = new Map<string, SentrySuspectCommit>();
  for (const { author, commits } of firstOf(committers)) {
    for (const commit of firstOf(commits ?? [])) {
      const one = toCommit(commit, author ?? {});
      if (one && !found.has(one.id)) {
        found.set(one.id, one);
      }
    }
  }
  return [...found.values()].slice(0, MAX_COMMITS);
}

/** More than are shown: not all can be read. */
function firstOf<T>(list: T[]): T[] {
  return list.slice(0, 2 * MAX_COMMITS);
}

function toCommit(
  raw: RawCommit,
  author: NonNullable<RawCommitter['author']>,
): SentrySuspectCommit | undefined {
  const { id } = raw;
  if (!/^[\w.-]{1,100}$/.test(id)) {
    return undefined;
  }
  const name = plainOf(author.name);
  return compact<SentrySuspectCommit>({
    id,
    shortId: id.slice(0, 7),
    message: textOf(raw.message?.trim().split('\n', 1)[0], 200),
    authorName: name && toAssignee({ type: 'user', id: author.id, name })?.name,
    dateCreated: toIsoDate(raw.dateCreated),
    url: toHttpUrl(
      plainOf(raw.externalUrl) ??
        commitUrl(raw.repository, id) ??
        raw.pullRequest?.externalUrl,
    ),
  });
}

/** Of those whose form is plain from the repository's address. */
function commitUrl(
  repository: RawCommit['repository'],
  id: string,
): string | undefined {
  const address = plainOf(repository?.url)?.replace(/\/+$/, '');
  const kind = repository?.provider?.id ?? '';
  if (!address) {
    return undefined;
  }
  if (/github/.test(kind)) {
    return `${address}/commit/${id}`;
  }
  return /gitlab/.test(kind) ? `${address}/-/commit/${id}` : undefined;
}
