/** Whether a host is one of sentry.io, whose regions are subdomains. */
export function isSentrySaas(hostname: string): boolean {
  return hostname === 'sentry.io' || hostname.endsWith('.sentry.io');
}
