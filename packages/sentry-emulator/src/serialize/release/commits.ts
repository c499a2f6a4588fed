import { seededHex } from '../../random';
import { createdAt, formatDate } from '../dates';
import type { EmulatorRepository } from '../../types';
import type { StoredCommit, StoredDeploy } from '../../store/releaseTypes';

export function serializeCommit(commit: StoredCommit): Record<string, unknown> {
  const { id, message, author } = commit;
  const dateCreated = formatDate(commit.timestamp);
  const repository = serializeRepository(commit.repository);
  return {
    id,
    message,
    dateCreated,
    pullRequest: commit.pullRequest
      ? {
          id: commit.pullRequest.id,
          title: commit.pullRequest.title,
          message: null,
          dateCreated,
          repository,
          author: { ...author },
          externalUrl: commit.pullRequest.url,
        }
      : null,
    suspectCommitType: '',
    repository,
    author: { ...author },
  };
}

/** A repository; Sentry knows those of integrations and those that commits name. */
export function serializeRepository({
  name,
  url,
  provider,
}: EmulatorRepository): Record<string, unknown> {
  return {
    id: String(parseInt(seededHex(0, name, 6), 16)),
    name,
    url: url ?? null,
    provider: provider
      ? { id: provider, name: provider.replace(/^integrations:/, '') }
      : { id: 'unknown', name: 'Unknown Provider' },
    status: 'active',
    dateCreated: createdAt,
    integrationId: null,
    externalSlug: null,
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
): NonNullable<StoredCommit['author']>[] {
  const authors = new Map(
    commits.flatMap(({ author }) => (author ? [[author.email, author]] : [])),
  );
  return [...authors.values()].map(author => ({ ...author }));
}
