import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems';
import type { RequestSubject } from './facts';
import { timedOut } from './texts';

/** The proxy that the environment names for a server. */
interface EnvProxy {
  /** Such as `HTTPS_PROXY`. */
  variable: string;
  /** Without user and password. */
  host: string;
  /** Whether Node's fetch uses it: https://nodejs.org/api/cli.html#node_use_env_proxy1 */
  isUsed: boolean;
}

function proxyFor(
  { origin = '', askedAt = origin }: RequestSubject,
  env: NodeJS.ProcessEnv,
): EnvProxy | undefined {
  const server = URL.parse(askedAt);
  if (!server || isExempt(server.hostname, env.no_proxy ?? env.NO_PROXY)) {
    return undefined;
  }
  const name = server.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const variable = [name, name.toUpperCase()].find(one => env[one]);
  const host = variable && URL.parse(env[variable] ?? '')?.host;
  const options = [...process.execArgv, env.NODE_OPTIONS ?? ''].join(' ');
  const isUsed =
    env.NODE_USE_ENV_PROXY === '1' || options.includes('--use-env-proxy');
  return host ? { variable, host, isUsed } : undefined;
}

function isExempt(hostname: string, noProxy = ''): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .map(entry => entry.replace(/^\*?\.|:\d+$/g, ''))
    .some(
      entry => entry === '*' || (entry && `.${hostname}`.endsWith(`.${entry}`)),
    );
}

type Advice = Pick<SentryProblem, 'message' | 'action'>;

/** From the code of a failed TLS handshake, of Node or OpenSSL, to what helps. */
function tlsAdvice(
  reason: string,
  { host, instance }: RequestSubject,
): Advice | undefined {
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      message: `The certificate of ${host} is for another name.`,
      action: `Ask your platform team to set \`baseUrl\` of the Sentry instance \`${instance}\` to a name that the certificate is for, or to give the server a certificate for ${host}. Trusting further authorities does not help.`,
    };
  }
  if (reason === 'CERT_HAS_EXPIRED') {
    return {
      message: `The certificate of ${host} has expired.`,
      action: `Ask the administrator of ${host} to renew its certificate.`,
    };
  }
  if (
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_(UNTRUSTED|SIGNATURE)|INVALID_CA/.test(
      reason,
    )
  ) {
    return {
      message: `Backstage does not trust the certificate of ${host} (${reason}).`,
      action: `Ask your platform team to set NODE_EXTRA_CA_CERTS of the backend to a file with the certificate of the authority that issued it, which may be a proxy's, or with the certificate itself if it is self-signed.`,
    };
  }
  return /CERT|TLS|SSL|SIGNATURE/.test(reason)
    ? {
        message: `No encrypted connection to ${host} is possible (${reason}).`,
        action: `Ask your platform team to check the certificate of ${host}, and that \`baseUrl\` has the right port and protocol.`,
      }
    : undefined;
}

/** The problem of a connection that failed: at the proxy, by the certificate, or on the way. */
function unreachable(
  failure: unknown,
  subject: RequestSubject,
  env: NodeJS.ProcessEnv,
): Advice {
  const { host, instance } = subject;
  const links = chainOf(failure);
  const proxy = proxyFor(subject, env);
  const refusal = links
    .map(({ message }) => /^Proxy response \((\d{3})\)/.exec(String(message)))
    .find(Boolean)?.[1];
  if (refusal) {
    return refusedByProxy(refusal, subject, proxy);
  }
  const reason = links.map(({ code }) => code).find(isSafeCode) ?? '';
  const because = reason && ` (${reason})`;
  return (
    tlsAdvice(reason, subject) ??
    (proxy?.isUsed
      ? {
          message: `The proxy ${proxy.host}, through which Backstage connects to ${host}, can't be reached${because}.`,
          action: `Ask your platform team to check ${proxy.variable} and the proxy, or to add ${host} to NO_PROXY if it can be reached directly.`,
        }
      : {
          message: `${host} can't be reached${because}.`,
          action:
            unusedProxyAdvice(subject, proxy) ??
            `Try again in a few minutes. If this continues, ask your platform team to check \`baseUrl\` of the Sentry instance \`${instance}\`, and that Backstage can reach ${host}.`,
        })
  );
}

function unusedProxyAdvice({ host }: RequestSubject, proxy?: EnvProxy) {
  return proxy && !proxy.isUsed
    ? `${proxy.variable} is set, but Node.js does not use it by default. Ask your platform team to set NODE_USE_ENV_PROXY=1 for the backend, or to add ${host} to NO_PROXY if it can be reached directly.`
    : undefined;
}

/** What a proxy answers instead of connecting. */
export function refusedByProxy(
  status: string,
  { host }: RequestSubject,
  proxy?: EnvProxy,
): Advice {
  const name = proxy ? `The proxy ${proxy.host}` : 'The proxy';
  const variable = proxy?.variable ?? 'HTTPS_PROXY';
  return status === '407'
    ? {
        message: `${name} requires a login before it connects Backstage to ${host}.`,
        action: `Ask your platform team to put user and password into ${variable} (http://user:password@host:port), or to let the proxy connect Backstage to ${host} without a login.`,
      }
    : {
        message: `${name} refuses to connect Backstage to ${host} (status ${status}).`,
        action: `Ask your platform team to allow ${host} at the proxy, or to add it to NO_PROXY if it can be reached directly.`,
      };
}

interface Link {
  name?: unknown;
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** A failure of fetch and its causes. */
function chainOf(failure: unknown): Link[] {
  const links: Link[] = [];
  let at = failure;
  while (isObject(at) && links.length < 5) {
    links.push(at);
    at = at.cause ?? (Array.isArray(at.errors) ? at.errors[0] : undefined);
  }
  return links;
}

/** The only part of a network failure that is safe to show. */
function isSafeCode(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(code);
}

function isObject(value: unknown): value is Link {
  return typeof value === 'object' && value !== null;
}

/**
 * The problem of a request that got no answer. Repeats no text of the failure.
 *
 * @param options - `givenUp`: whether the caller ended it. `env`: where proxies are named;
 *   default: the environment of the process
 */
export function problemFromFailure(
  failure: unknown,
  subject: RequestSubject,
  options: { givenUp?: boolean; env?: NodeJS.ProcessEnv } = {},
): SentryProblemError {
  const { givenUp, env = process.env } = options;
  if (failure instanceof SentryProblemError) {
    return failure;
  }
  // First, since a caller may give up with any reason.
  if (givenUp) {
    return new SentryProblemError({
      code: 'UPSTREAM_TIMEOUT',
      message: `The request to ${subject.host} was given up before it answered.`,
      action: 'Try again.',
    });
  }
  if (isObject(failure) && failure.name === 'TimeoutError') {
    const action = unusedProxyAdvice(subject, proxyFor(subject, env));
    return new SentryProblemError({
      ...timedOut(subject),
      ...(action && { action }),
    });
  }
  return new SentryProblemError({
    code: 'UPSTREAM_UNAVAILABLE',
    ...unreachable(failure, subject, env),
  });
}
