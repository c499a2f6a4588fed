import type { SentryRepositoryRef } from 'backstage-plugin-sentry-common';

/**
 * Whether an address is one in the repository that Sentry tells of: by the repository's own
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

/** Source controls tell neither capitals apart nor an address with and without `.git`. */
function plain(pathname: string): string {
  return pathname
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git(?=\/|$)/, '');
}

function startsWith(path: string, place: string): boolean {
  return place !== '' && (path === place || path.startsWith(`${place}/`));
}
