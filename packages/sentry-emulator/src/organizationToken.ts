import { seededHex } from './random';

/**
 * An organization token as Sentry makes them: the prefix, where it belongs as
 * JSON in base64, and 43 characters. Always the same for the same place, and
 * good nowhere until it is one of the world's tokens, of kind `organization`.
 *
 * @public
 */
export function organizationToken(options: {
  /** Slug. */
  organization: string;
  /** Such as `https://sentry.io`, without a slash at the end. */
  url: string;
  /** Default `url`. */
  regionUrl?: string;
}): string {
  const { organization, url, regionUrl = url } = options;
  const payload = JSON.stringify({
    iat: 1_760_000_000,
    url,
    region_url: regionUrl,
    org: organization,
  });
  const secret = seededHex(0, `organization token ${organization}`, 43);
  return `sntrys_${Buffer.from(payload).toString('base64')}_${secret}`;
}
