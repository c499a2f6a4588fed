import type { Entity } from '@backstage/catalog-model';
import { MAX_LOCATION } from '../access/aggregate';

const SOURCE_LOCATION = 'backstage.io/source-location';
const GITHUB_SLUG = 'github.com/project-slug';

/** A directory of a repository, in lower case and without slashes at its ends. */
export interface CodePlace {
  /** Absent where it is not known. */
  host?: string;
  /** Of the repository, such as `acme/shop`. */
  repository: string;
  /** Empty for the root. */
  directory: string;
}

/** `…/owner/name/tree/main/directory`, as GitHub, GitLab, Bitbucket and Gitea have it. */
const IN_PATH =
  /^([^/]+\/.+?)(?:\/-)?\/(?:tree|blob|edit|raw|src)\/(?:(?:branch|commit|tag)\/)?[^/]+(?:\/(.*))?$/;
/** `/_git/name` of Azure and `/repos/name/browse` of Bitbucket's own servers. */
const WHOLE = /^(.*\/(?:_git|repos)\/[^/]+)(?:\/browse)?(?:\/(.*))?$/;

/** Where the source code of an entity is; `undefined` where it does not say. */
export function codePlaceOf({ metadata }: Entity): CodePlace | undefined {
  const { annotations = {} } = metadata;
  const read = (name: string) => {
    const value = annotations[name]?.trim() ?? '';
    return value.length <= MAX_LOCATION ? value : '';
  };
  const located = placeAt(read(SOURCE_LOCATION).replace(/^url:/, ''));
  if (located) {
    return located;
  }
  const slug = tidy(read(GITHUB_SLUG));
  // GitHub Enterprise has the same annotation.
  return slug.includes('/') ? { repository: slug, directory: '' } : undefined;
}

/** The directory at an address; `undefined` where that is none of a repository. */
export function placeAt(address: string | undefined): CodePlace | undefined {
  const url = address ? URL.parse(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return undefined;
  }
  const path = tidy(decoded(url.pathname).replace(/\/[^/]+\.ya?ml$/i, ''));
  const [, repository = path, directory = url.searchParams.get('path') ?? ''] =
    WHOLE.exec(path) ?? IN_PATH.exec(path) ?? [];
  return repository.includes('/')
    ? {
        host: url.host,
        repository: repository.replace(/\.git$/, ''),
        directory: tidy(directory),
      }
    : undefined;
}

/** The directory that a code mapping of Sentry names. */
export function placeOfMapping(
  repository: { name: string; url?: string },
  sourceRoot: string,
): CodePlace {
  // GitLab's names have spaces around the slash.
  const name = tidy(repository.name.replace(/\s*\/\s*/g, '/'));
  return {
    ...(placeAt(repository.url) ?? { repository: name }),
    directory: tidy(sourceRoot),
  };
}

/** Whether both are the same repository, as far as their hosts are known. */
export function isSameRepository(a: CodePlace, b: CodePlace): boolean {
  return (
    a.repository === b.repository &&
    (a.host === undefined || b.host === undefined || a.host === b.host)
  );
}

/** Whether one directory is in the other. */
export function overlap(a: CodePlace, b: CodePlace): boolean {
  return (
    isWithin(a.directory, b.directory) || isWithin(b.directory, a.directory)
  );
}

function isWithin(inner: string, outer: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

function tidy(path: string): string {
  return path.toLowerCase().replace(/^[/.]+|\/+$/g, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
