import type { SentrySuspectCommit } from 'backstage-plugin-sentry-common';
import { fieldsOf, listOf, plainOf, textOf, type Fields } from '../read';
import { compact, toHttpUrl, toIsoDate } from '../fields';
import { toAssignee } from '../toAssignee';

const MAX_COMMITS = 10;

/**
 * Turns what `getEventCommitters` answers into what leaves the backend: never an author's
 * address.
 *
 * @public
 */
export function toSuspectCommits(committers: unknown): SentrySuspectCommit[] {
  const found = new Map<string, SentrySuspectCommit>();
  for (const committer of firstOf(committers)) {
    for (const commit of firstOf(committer.commits)) {
      const one = toCommit(commit, fieldsOf(committer.author));
      if (one && !found.has(one.id)) {
        found.set(one.id, one);
      }
    }
  }
  return [...found.values()].slice(0, MAX_COMMITS);
}

/** More than are shown: not all can be read. */
function firstOf(list: unknown): Fields[] {
  return listOf(list)
    .slice(0, 2 * MAX_COMMITS)
    .map(fieldsOf);
}

function toCommit(
  raw: Fields,
  author: Fields,
): SentrySuspectCommit | undefined {
  const id = plainOf(raw.id);
  if (!id || !/^[\w.-]{1,100}$/.test(id)) {
    return undefined;
  }
  const name = plainOf(author.name);
  const pullRequest = fieldsOf(raw.pullRequest);
  return compact<SentrySuspectCommit>({
    id,
    shortId: id.slice(0, 7),
    message: textOf(plainOf(raw.message)?.trim().split('\n', 1)[0], 200),
    authorName:
      name && toAssignee({ type: 'user', id: plainOf(author.id), name })?.name,
    dateCreated: toIsoDate(plainOf(raw.dateCreated)),
    url: toHttpUrl(
      plainOf(raw.externalUrl) ??
        commitUrl(fieldsOf(raw.repository), id) ??
        plainOf(pullRequest.externalUrl),
    ),
  });
}

/** Of those whose form is plain from the repository's address. */
function commitUrl({ url, provider }: Fields, id: string): string | undefined {
  const address = plainOf(url)?.replace(/\/+$/, '');
  const kind = plainOf(fieldsOf(provider).id) ?? '';
  if (!address) {
    return undefined;
  }
  if (/github/.test(kind)) {
    return `${address}/commit/${id}`;
  }
  return /gitlab/.test(kind) ? `${address}/-/commit/${id}` : undefined;
}
