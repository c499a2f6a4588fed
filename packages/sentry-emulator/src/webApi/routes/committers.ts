import { authorsOf, serializeCommit } from '../../serialize/release';
import { parsePayload } from '../../serialize/event';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import type { StoredCommit } from '../../store/ReleaseStore';
import type { StoredEvent } from '../../store/types';
import type { ApiRoute } from '../types';

/**
 * Who changed the files in which an event failed, in the release that it happened
 * in. 404 if none was found.
 */
export const committersRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/events/:event/committers/',
  scopes: scopes.readProject,
  handle: ({ project, params }, { store }) => {
    const id = params.event.replaceAll('-', '').toLowerCase();
    const found = store.findEvent(project.id, id);
    if (!found) {
      throw SentryApiError.notFound('Event not found');
    }
    const { release: version } = found.event;
    const release =
      version === undefined
        ? undefined
        : store.releases.find(project.id, version);
    if (!release) {
      throw SentryApiError.notFound('Release not found');
    }
    const files = inAppFiles(found.event);
    const suspects = release.commits.filter(commit =>
      commit.files.some(file => files.some(other => isSameFile(file, other))),
    );
    if (suspects.length === 0) {
      throw SentryApiError.notFound('No Commits found for Release');
    }
    return { body: { committers: byAuthor(suspects) } };
  },
};

function byAuthor(commits: StoredCommit[]): Record<string, unknown>[] {
  return authorsOf(commits).map(author => ({
    author,
    commits: commits
      .filter(commit => commit.author?.email === author.email)
      .map(serializeCommit),
  }));
}

function inAppFiles(event: StoredEvent): string[] {
  return (parsePayload(event).exception ?? []).flatMap(exception =>
    (exception.stacktrace?.frames ?? []).flatMap(frame =>
      frame.in_app && frame.filename ? [frame.filename] : [],
    ),
  );
}

/** Frames are named as deployed, commits from the root of the repository. */
function isSameFile(committed: string, deployed: string): boolean {
  const parts = (path: string) =>
    path
      .replace(/^[a-z]+:\/\/+/, '')
      .split('/')
      .filter(part => part !== '' && part !== '.')
      .reverse();
  const [one, other] = [parts(committed), parts(deployed)];
  const shared = Math.min(one.length, other.length);
  return (
    shared > 0 &&
    one.slice(0, shared).join('/') === other.slice(0, shared).join('/')
  );
}
