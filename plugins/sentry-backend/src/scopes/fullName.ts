import type { SentryProject } from 'backstage-plugin-sentry-common';

/** A project as people name it where another one may have the same slug. */
export function fullName({
  instance,
  organization,
  slug,
}: SentryProject): string {
  return `${instance}:${organization}/${slug}`;
}
