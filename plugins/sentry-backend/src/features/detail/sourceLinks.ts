import type { Config } from '@backstage/config';
import { ScmIntegrations, type ScmIntegration } from '@backstage/integration';
import type {
  SentryEvent,
  SentryReleaseRef,
  SentryStackFrame,
  SentryRepositoryRef,
  SentrySourceRoot,
} from 'backstage-plugin-sentry-common';
import type { EntitySource } from '../../access/types';
import { repositoryAt, type Repository } from './repositoryAt';

/** What the links of an event take of an answer at most. */
const MAX_BYTES = 150_000;

/**
 * Leads from the frames of an event to the lines of the entity's own source, in the web
 * pages of the source control that Backstage's `integrations` config knows. No file is
 * looked up: a link is given where a frame's name says where its file is.
 */
export class SourceLinks {
  readonly #integrations: ScmIntegrations;

  constructor(config: Config) {
    this.#integrations = ScmIntegrations.fromConfig(config);
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
  const file = path.replace(/^\//, '');
  try {
    const resolved = integration.resolveUrl({
      url: encodedPath(file, integration.type),
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

/**
 * Whether an address is one in the repository that Sentry names: by the repository's own
 * address where it has one, else by its name in the path.
 */
export function isOfRepository(
  location: string,
  { name, url }: SentryRepositoryRef,
): boolean {
  const at = new URL(location);
  const path = plain(at.pathname);
  if (url !== undefined) {
    const repository = URL.parse(url);
    return (
      repository?.host === at.host &&
      // Bitbucket writes its own pages so.
      startsWith(path, plain(repository.pathname).replace(/\/browse$/, ''))
    );
  }
  // GitLab's names have spaces around the slash.
  const named = plain(`/${name?.replace(/\s*\/\s*/g, '/') ?? ''}`);
  return named !== '' && placesOf(named).some(place => startsWith(path, place));
}

/** Where source controls have the repository `/owner/name`, and Azure its `/name`. */
function placesOf(named: string): string[] {
  const [, owner, ...rest] = named.split('/');
  return rest.length
    ? [named, `/projects/${owner}/repos/${rest.join('/')}`]
    : [named];
}

/** Source controls ignore case, and `.git` at the end. */
function plain(pathname: string): string {
  return pathname
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git(?=\/|$)/, '');
}

function startsWith(path: string, place: string): boolean {
  return place !== '' && (path === place || path.startsWith(`${place}/`));
}

const MAX_LENGTH = 500;

/** What bundlers and SDKs put in front of a name that is relative for all that. */
const PREFIX =
  /^(?:webpack-internal:\/\/\/|webpack:\/\/[^/]*\/|app:\/\/\/|ng:\/\/\/)(?:\([\w-]+\)\/)?/;
/** A scheme, the letter of a drive, the root of a machine or of a web site. */
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|\/|~\/)/i;
const FILE = /\.[A-Za-z0-9]{1,10}$/;

/**
 * The path of a frame's file below the directory of the source, or from the root of the
 * repository where it starts with a slash. `undefined` where nothing says where the file
 * is: an absolute name that no root stands for, a name without its directory, a library's, a
 * bundle's. No link is better than one to a file that does not exist.
 */
function repositoryPath(
  frame: SentryStackFrame,
  roots: SentrySourceRoot[],
): string | undefined {
  if (!frame.inApp || frame.isMinified) {
    return undefined;
  }
  const names = [frame.filename, frame.absPath]
    .filter(name => name !== undefined)
    .map(name => name.replaceAll('\\', '/'));
  for (const { from, to } of roots.filter(root => root.from)) {
    for (const name of names) {
      const rest = below(name, from) ?? below(relative(name), from);
      const path = rest === undefined ? undefined : join(to, rest);
      if (path !== undefined) {
        return path;
      }
    }
  }
  const root = roots.find(({ from }) => !from);
  const file = ofModule(frame);
  if (file) {
    // Where its packages begin, only the annotation can say.
    return root && join(root.to, file);
  }
  return names
    .filter(name => saysWhere(name, frame.absPath))
    .map(relative)
    .filter(name => !ABSOLUTE.test(name))
    .map(name => join(root?.to ?? '', name))
    .find(path => path !== undefined);
}

/**
 * Whether a relative name includes the directory of its file: `Order.cs` does not, nor does a name
 * that is not the end of where the file was.
 */
function saysWhere(name: string, absPath: string | undefined): boolean {
  const file = relative(name);
  const at = absPath && relative(absPath.replaceAll('\\', '/'));
  return (
    // With its prefix, a name is one from the root: `./order.ts`, `app:///order.ts`.
    (file.includes('/') || file !== name) &&
    (!at || at === file || at.endsWith(`/${file}`))
  );
}

function relative(name: string): string {
  return name.replace(PREFIX, '').replace(/^(?:\.\/)+/, '');
}

/** What follows the prefix, if it ends where a segment does. */
function below(name: string, prefix: string): string | undefined {
  if (!name.startsWith(prefix)) {
    return undefined;
  }
  const rest = name.slice(prefix.length);
  return prefix.endsWith('/') || rest.startsWith('/')
    ? rest.replace(/^\/+/, '')
    : undefined;
}

/** Java and its kin know a file by its class: `com.acme.Order` in `Order.java`. */
function ofModule({ filename, module }: SentryStackFrame): string | undefined {
  if (
    !filename ||
    filename.includes('/') ||
    !/^[\w$.]+\.[\w$]+$/.test(module ?? '')
  ) {
    return undefined;
  }
  const directory = (module ?? '').split('.').slice(0, -1).join('/');
  return `${directory}/${filename}`;
}

/** `undefined` for what is no file of a repository, or would leave it. */
function join(to: string, rest: string): string | undefined {
  const start = to.startsWith('/') ? '/' : '';
  const segments = [...to.split('/'), ...rest.split('/')].filter(
    segment => segment && segment !== '.',
  );
  const path = start + segments.join('/');
  return path.length > MAX_LENGTH ||
    !rest ||
    !FILE.test(path) ||
    /\p{Surrogate}/u.test(path) ||
    segments.some(
      segment => /^\.\.+$/.test(segment) || segment === 'node_modules',
    ) ||
    // eslint-disable-next-line no-control-regex
    /[<>:*?"|\\\u0000-\u001f\u007f]|%2e|%2f/i.test(path)
    ? undefined
    : path;
}
