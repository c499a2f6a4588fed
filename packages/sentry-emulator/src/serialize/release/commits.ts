import { formatDate } from '../dates';
import type { StoredCommit, StoredDeploy } from '../../store/releaseTypes';

export function serializeCommit(commit: StoredCommit): Record<string, unknown> {
  return {
    id: commit.id,
    message: commit.message,
    dateCreated: formatDate(commit.timestamp),
    pullRequest: null,
    suspectCommitType: '',
    repository: { name: commit.repository },
    author: { ...commit.author },
  };
}

export function serializeDeploy(deploy: StoredDeploy): Record<string, unknown> {
  const { id, environment, name, url, startedAt, finishedAt } = deploy;
  return {
    id,
    environment,
    name,
    url,
    dateStarted: startedAt === undefined ? null : formatDate(startedAt),
    dateFinished: formatDate(finishedAt),
  };
}

/** Each author once, in the order of the commits. */
export function authorsOf(
  commits: readonly StoredCommit[],
): StoredCommit['author'][] {
  const authors = new Map(commits.map(({ author }) => [author.email, author]));
  return [...authors.values()].map(author => ({ ...author }));
}
