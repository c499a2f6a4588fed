import { getDomain } from 'tldts';

/** Where an organization lives, as seen from the configured server. */
export type RegionVerdict =
  | { place: 'home' }
  | { place: 'elsewhere'; baseUrl: string }
  | { place: 'forbidden'; host: string };

/**
 * Whether an organization's requests, and the token with them, may go to the region that
 * the configured server names: on its own host, or on the same registrable domain (the
 * public suffix list decides), and never with less encryption. What has no such domain,
 * an IP address or the name of a single machine, has regions on its own host alone.
 *
 * @param homeUrl - `baseUrl` of the instance
 * @param regionUrl - `links.regionUrl` of the organization
 */
export function permittedRegion(
  homeUrl: string,
  regionUrl: string,
): RegionVerdict {
  const home = new URL(homeUrl);
  const region = URL.parse(regionUrl);
  // The same server, which may call itself so without the path it is reached by.
  if (!region || region.origin === home.origin) {
    return { place: 'home' };
  }
  const isEncrypted =
    region.protocol === 'https:' ||
    (region.protocol === 'http:' && home.protocol === 'http:');
  const isBare =
    !region.username && !region.password && !region.search && !region.hash;
  return isEncrypted && isBare && isRelated(home.hostname, region.hostname)
    ? {
        place: 'elsewhere',
        baseUrl: `${region.origin}${region.pathname}`.replace(/\/+$/, ''),
      }
    : { place: 'forbidden', host: region.host };
}

/** Whether two hosts are in the same hands. */
export function isRelated(home: string, region: string): boolean {
  // Hosting companies count as suffixes, too: their customers are strangers.
  const domainOf = (host: string) =>
    getDomain(host, { allowPrivateDomains: true });
  const domain = domainOf(home);
  return home === region || (domain !== null && domain === domainOf(region));
}
