import type { Config } from '@backstage/config';
import { ScmIntegrations, type ScmIntegration } from '@backstage/integration';
import type {
  SentryEvent,
  SentryReleaseRef,
  SentryStackFrame,
} from 'backstage-plugin-sentry-common';
import type { EntitySource } from '../../access/types';
import { isOfRepository } from './isOfRepository';
import { repositoryAt, type Repository } from './repositoryAt';
import { repositoryPath } from './repositoryPath';

/** What the links of an event take of an answer at most. */
const MAX_BYTES = 150_000;

/**
 * Leads from the frames of an event to the lines of the entity's own source, in the web
 * pages of the source control that Backstage's `integrations` config knows. No file is
 * looked up: a link is given where a frame's name says where its file is.
 */
export class SourceLinks {
  readonly #integrations: ScmIntegrations;

  static fromConfig(config: Config): SourceLinks {
    return new SourceLinks(ScmIntegrations.fromConfig(config));
  }

  private constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations;
  }

  /** The event with the address of its line in each frame that has one. */
  addTo(event: SentryEvent, source: EntitySource | undefined): SentryEvent {
    const integration = source && this.#integrations.byUrl(source.location);
    const repository =
      integration &&
      repositoryAt(
        source.location,
        integration.type,
        commitIn(source.location, event.release),
      );
    if (!repository) {
      return event;
    }
    let left = MAX_BYTES;
    const linked = <T extends { frames: SentryStackFrame[] }>(trace: T): T => ({
      ...trace,
      frames: trace.frames.map(frame => {
        const path = repositoryPath(frame, source.roots);
        const sourceUrl =
          path && left > 0
            ? lineIn(repository, integration, path, frame.lineNo)
            : undefined;
        left -= sourceUrl?.length ?? 0;
        return sourceUrl ? { ...frame, sourceUrl } : frame;
      }),
    });
    return {
      ...event,
      exceptions: event.exceptions.map(linked),
      threads: event.threads.map(linked),
    };
  }
}

/** The commit of the release, where it is none of another repository. */
function commitIn(
  location: string,
  release: SentryReleaseRef | undefined,
): string | undefined {
  const { commit, repository } = release ?? {};
  return repository && !isOfRepository(location, repository)
    ? undefined
    : commit;
}

/** `undefined` where the address would lead out of the repository. */
function lineIn(
  repository: Repository,
  integration: ScmIntegration,
  path: string,
  lineNumber: number | undefined,
): string | undefined {
  const { within } = repository;
  const base = baseOf(repository, path);
  if (!base) {
    return undefined;
  }
  const relative = path.replace(/^\//, '');
  try {
    const resolved = integration.resolveUrl({
      url: encodedPath(relative, integration.type),
      base,
      lineNumber,
    });
    const { origin, pathname, href, username } = new URL(resolved);
    const isWithin =
      origin === new URL(base).origin &&
      pathname.startsWith(within) &&
      !username;
    return isWithin ? href : undefined;
  } catch {
    // What an integration can't read is no address of its.
    return undefined;
  }
}

/**
 * From where a path is read: a name that begins with the entity's own directory is one from the
 * root. One that begins as that directory does and goes on elsewhere may be either.
 */
function baseOf(
  { directory, root, path: own }: Repository,
  path: string,
): string | undefined {
  if (path.startsWith('/') || (own && path.startsWith(`${own}/`))) {
    return root;
  }
  const [top] = own.split('/');
  return top && path.startsWith(`${top}/`) ? undefined : directory;
}

function encodedPath(path: string, kind: string): string {
  return kind === 'azure'
    ? // Goes into a query string, where `@` and the like are encoded once more.
      encodeURI(path).replace(/[?#]/g, encodeURIComponent)
    : path.split('/').map(encodeURIComponent).join('/');
}
