import type { Config } from '@backstage/config';
import { configError } from './configError';
import { readText } from './readText';

const SLUG = /^[A-Za-z0-9_-]+$/;
/** A slug by its letters, but a token pasted into the wrong place: slugs are shown to everybody. */
const TOKEN = /^(sntry[a-z]_|[0-9a-f]{40,}$)/i;
const SLUG_FIX =
  'Use the slug, the part after /organizations/ or before .sentry.io in the address of your Sentry, such as acme.';

/** The organization an instance means where an annotation names none. */
export function readOrganization(
  config: Config,
  path: string,
): string | undefined {
  const slug = readText(config, 'organization', `${path}.organization`);
  if (slug !== undefined && !isSlug(slug)) {
    throw configError(
      `${path}.organization`,
      'it is no organization slug',
      SLUG_FIX,
    );
  }
  return slug;
}

/** The organizations an annotation may name besides; `*` stands for any. */
export function readAllowedOrganizations(
  config: Config,
  path: string,
): string[] {
  const key = 'allowedOrganizations';
  const value = config.getOptional(key);
  if (value === undefined || value === null) {
    return [];
  }
  if (typeof value === 'string' && value.trim() === '*') {
    return ['*'];
  }
  if (!Array.isArray(value)) {
    throw configError(
      `${path}.${key}`,
      'it is not a list',
      `Write it such as [acme-labs], or ['*'] for any.`,
    );
  }
  return value.map((slug, index) => {
    const trimmed = typeof slug === 'string' ? slug.trim() : '';
    if (trimmed !== '*' && !isSlug(trimmed)) {
      throw configError(
        `${path}.${key}[${index}]`,
        `it is neither an organization slug nor '*'`,
        SLUG_FIX,
      );
    }
    return trimmed;
  });
}

function isSlug(text: string): boolean {
  return SLUG.test(text) && !TOKEN.test(text);
}
