import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { getDomain } from 'tldts';
import { safeAddress } from '../../text/mask';
import type { ErrorDetail } from './errorBody';
import type { RequestSubject } from './requestSubject';

/** What Sentry wants of the token's owner, by the code in its answer. */
const wanted: Record<string, string> = {
  'sso-required': 'single sign-on',
  '2fa-required': 'two-factor authentication',
  'sudo-required': 'a login that was confirmed a short while ago',
};

export function isLoginRequired({ code }: ErrorDetail): boolean {
  return code !== undefined && Object.hasOwn(wanted, code);
}

/** A token that counts only once its owner has logged in in a certain way, and where to. */
export function loginRequired(
  subject: RequestSubject,
  { code = '', loginUrl }: ErrorDetail,
): SentryProblem {
  const { host, organization, tokenSource } = subject;
  const place = organization
    ? `Sentry's organization \`${organization}\``
    : host;
  const page = loginUrl === undefined ? undefined : pageOf(loginUrl, subject);
  const where = page ?? host;
  return {
    code: 'SSO_REQUIRED',
    message:
      tokenSource === 'user'
        ? `${place} lets nobody in without ${wanted[code]}, which you have not done.`
        : `${place} lets nobody in without ${wanted[code]}, which the token's owner has not done.`,
    action:
      tokenSource === 'user'
        ? `Sign in at ${where} that way once, and try again.`
        : `The owner of the token signs in at ${where} that way once; or the platform team uses the token of an internal integration, which needs no login.`,
    ...(page && { documentation: page }),
  };
}

/** The login page that Sentry names, by URL or path: on its own domain, without parameters. */
function pageOf(
  loginUrl: string,
  { origin }: RequestSubject,
): string | undefined {
  const server = URL.parse(origin ?? '');
  const page = server && URL.parse(loginUrl, server);
  if (
    !page ||
    page.username ||
    page.password ||
    (page.protocol !== 'https:' && page.protocol !== server.protocol) ||
    !isRelated(server.hostname, page.hostname)
  ) {
    return undefined;
  }
  return safeAddress(new URL(page.pathname, page.origin));
}

/** Whether two hosts are in the same hands: one host, or of one registrable domain. */
function isRelated(one: string, other: string): boolean {
  // Hosting companies count as suffixes, too: their customers are strangers.
  const domainOf = (host: string) =>
    getDomain(host, { allowPrivateDomains: true });
  const domain = domainOf(one);
  return one === other || (domain !== null && domain === domainOf(other));
}
