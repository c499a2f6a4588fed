/** A repository as source control shows it in a browser, at one commit or branch. */
export interface Repository {
  /** The address of the directory that the entity names, with a slash at its end. */
  directory: string;
  /** The address of the root, with a slash at its end; absent where it is not known. */
  root?: string;
  /** The path of the directory in the repository; empty for the root. */
  path: string;
  /** What the path of every address of it starts with. */
  within: string;
}

/** What Azure and Bitbucket name in the query string. */
const places = new Set(['path', 'version', 'at']);

type Reader = (url: URL, commit: string | undefined) => Repository | undefined;

/**
 * How each kind of source control writes the commit or branch into an address. `HEAD` is
 * the default branch, where neither is known.
 */
const readers: Record<string, Reader> = {
  github: byPath(
    /^(\/[^/]+\/[^/]+)(?:\/(?:tree|blob|edit|raw)\/([^/]+))?(?:\/(.*))?$/,
    '/tree/',
  ),
  gitlab: byPath(
    /^(\/.+?)(?:\/-\/(?:tree|blob|edit|raw)\/([^/]+)(?:\/(.*))?)?$/,
    '/-/tree/',
  ),
  bitbucketCloud: byPath(
    /^(\/[^/]+\/[^/]+)(?:\/src\/([^/]+))?(?:\/(.*))?$/,
    '/src/',
  ),
  gitea: (url, commit) => {
    const [, repository, kind, ref, path = ''] =
      /^(\/[^/]+\/[^/]+)\/src\/(branch|commit|tag)\/([^/]+)(?:\/(.*))?$/.exec(
        trimmed(url),
      ) ?? [];
    return repository
      ? placed(
          url,
          repository,
          commit ? `/src/commit/${commit}` : `/src/${kind}/${ref}`,
          path,
        )
      : undefined;
  },
  bitbucketServer: (url, commit) => {
    const [, repository, path = ''] =
      /^(.*\/(?:projects|users)\/[^/]+\/repos\/[^/]+)(?:\/browse(?:\/(.*))?)?$/.exec(
        trimmed(url),
      ) ?? [];
    const at = new URL(url);
    if (commit) {
      at.searchParams.set('at', commit);
    }
    return repository ? placed(at, repository, '/browse', path) : undefined;
  },
  // Backstage's integration reads the addresses of branches alone.
  azure: url => {
    const at = new URL(url);
    const path = at.searchParams.get('path')?.replace(/^\/+|\/+$/g, '') ?? '';
    const withPath = (to: string) => {
      at.searchParams.set('path', to);
      return at.href;
    };
    return /\/_git\/[^/]+$/.test(at.pathname)
      ? {
          directory: withPath(path ? `/${path}/` : '/'),
          root: withPath('/'),
          path,
          within: at.pathname,
        }
      : undefined;
  },
};

/**
 * The repository of an address, at the commit where one is known and the kind of source
 * control can show it, else at the branch that the address names.
 *
 * @param kind - the type of the SCM integration
 */
export function repositoryAt(
  location: string,
  kind: string,
  commit: string | undefined,
): Repository | undefined {
  const url = new URL(location);
  leaveOutSecrets(url);
  // The address of the entity's own file stands for its directory.
  url.pathname = url.pathname.replace(/\/[^/]+\.ya?ml$/i, '/');
  if (Object.hasOwn(readers, kind)) {
    return readers[kind](url, commit);
  }
  const directory = url.pathname.replace(/\/*$/, '/');
  url.pathname = directory;
  return { directory: url.href, path: '', within: directory };
}

/** What an address may hold beside a place in a repository is no part of a link to it. */
function leaveOutSecrets(url: URL): void {
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) {
    if (!places.has(name)) {
      url.searchParams.delete(name);
    }
  }
}

/** The commit or branch is a segment of the path. */
function byPath(pattern: RegExp, between: string): Reader {
  return (url, commit) => {
    const [, repository, ref = 'HEAD', path = ''] =
      pattern.exec(trimmed(url)) ?? [];
    return repository
      ? placed(url, repository, `${between}${commit ?? ref}`, path)
      : undefined;
  };
}

function placed(
  url: URL,
  repository: string,
  ref: string,
  path: string,
): Repository {
  const within = `${repository}${ref}/`;
  const at = (pathname: string) => {
    const place = new URL(url);
    place.pathname = pathname;
    return place.href;
  };
  return {
    directory: at(path ? `${within}${path}/` : within),
    root: at(within),
    path: decoded(path),
    within,
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function trimmed({ pathname }: URL): string {
  return pathname.replace(/\/+$/, '').replace(/\.git$/, '');
}
