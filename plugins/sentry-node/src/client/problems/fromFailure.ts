import { timedOut } from './texts';
import { type RequestSubject } from './facts';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../../problems';

/** A proxy that the environment names. */
interface EnvProxy {
  /** What names it, such as `HTTPS_PROXY`. */
  variable: string;
  /** Without user and password. */
  host: string;
}

/** Whether Node's fetch uses proxies: https://nodejs.org/api/cli.html#node_use_env_proxy1 */
function usesProxies(env: NodeJS.ProcessEnv): boolean {
  return (
    env.NODE_USE_ENV_PROXY === '1' ||
    [...process.execArgv, env.NODE_OPTIONS ?? ''].some(option =>
      option.includes('--use-env-proxy'),
    )
  );
}

/** The proxy that the environment names for that server. */
function proxyFor(
  { origin = '', askedAt = origin }: RequestSubject,
  env: NodeJS.ProcessEnv,
): EnvProxy | undefined {
  const server = URL.parse(askedAt);
  if (!server || isExempt(server, env.no_proxy ?? env.NO_PROXY ?? '')) {
    return undefined;
  }
  const names =
    server.protocol === 'https:'
      ? ['https_proxy', 'HTTPS_PROXY']
      : ['http_proxy', 'HTTP_PROXY'];
  const variable = names.find(name => env[name]);
  const host = variable && URL.parse(env[variable] ?? '')?.host;
  return host ? { variable, host } : undefined;
}

function isExempt({ hostname, port }: URL, noProxy: string): boolean {
  return noProxy
    .split(/[\s,]+/)
    .filter(Boolean)
    .some(entry => {
      const [, name = '', only] =
        /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      return (
        name === '*' ||
        ((hostname === name || hostname.endsWith(`.${name}`)) &&
          (only === undefined || only === port))
      );
    });
}

type Advice = Pick<SentryProblem, 'message' | 'action'>;

/** What is known of a failed connection. */
interface Failure {
  subject: RequestSubject;
  /** A code such as `ECONNREFUSED`. */
  reason?: string;
  /** Host of the proxy that Node connects by, and what names it. */
  proxy?: { host: string; variable: string };
}

/** From the code of a failed TLS handshake to what helps. Codes of Node and OpenSSL. */
const tls: { codes: RegExp; advice: (failure: Failure) => Advice }[] = [
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    advice: ({ subject: { host, instance } }) => ({
      message: `The certificate of ${host} is for another name.`,
      action: `The platform team sets \`baseUrl\` of the Sentry instance \`${instance}\` to a name that the certificate is for, or gives the server a certificate for ${host}. Trusting further authorities does not help.`,
    }),
  },
  {
    codes: /^CERT_HAS_EXPIRED$/,
    advice: ({ subject: { host } }) => ({
      message: `The certificate of ${host} has expired.`,
      action: `Whoever runs ${host} renews its certificate.`,
    }),
  },
  {
    codes:
      /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_(UNTRUSTED|SIGNATURE)|INVALID_CA/,
    advice: ({ subject: { host }, reason, proxy }) => ({
      message: `Backstage does not trust the certificate of ${host} (${reason}).`,
      action: `The platform team sets NODE_EXTRA_CA_CERTS of the backend to a file with the certificate of the authority that issued it${proxy ? `, which may be that of the proxy ${proxy.host}` : ''}, or with the certificate itself where it is self-signed.`,
    }),
  },
  {
    codes: /CERT|TLS|SSL|SIGNATURE/,
    advice: ({ subject: { host }, reason }) => ({
      message: `No encrypted connection to ${host} is possible (${reason}).`,
      action: `The platform team checks the certificate of ${host}, and that \`baseUrl\` has the right port and protocol.`,
    }),
  },
];

const PROXY_ANSWER = /^Proxy response \((\d{3})\)/;

/**
 * The problem of a connection that failed: that of the proxy, of the certificate, or of the way
 * to the server.
 *
 * @param env - where proxies are named
 */
function unreachable(
  failure: unknown,
  subject: RequestSubject,
  env: NodeJS.ProcessEnv,
): SentryProblem {
  const { host, instance } = subject;
  const links = chainOf(failure);
  const reason = links.map(({ code }) => code).find(isSafeCode);
  const proxy = usesProxies(env) ? proxyFor(subject, env) : undefined;
  const because = reason ? ` (${reason})` : '';
  const code = 'UPSTREAM_UNAVAILABLE';
  const status = links
    .map(({ message }) => PROXY_ANSWER.exec(String(message))?.[1])
    .find(Boolean);
  if (status) {
    return { code, ...proxyAnswer(status, { subject, proxy }) };
  }
  const row = tls.find(({ codes }) => codes.test(reason ?? ''));
  if (row) {
    return { code, ...row.advice({ subject, reason, proxy }) };
  }
  if (proxy) {
    return {
      code,
      message: `The proxy ${proxy.host}, by which Backstage asks ${host}, can't be reached${because}.`,
      action: `The platform team checks ${proxy.variable} and the proxy, or adds ${host} to NO_PROXY where it can be reached directly.`,
    };
  }
  return {
    code,
    message: `${host} can't be reached${because}.`,
    action:
      unusedProxyAdvice(subject, env) ??
      `Try again in a few minutes. If this continues, ask your platform team to check \`baseUrl\` of the Sentry instance \`${instance}\`, and that Backstage can reach ${host}.`,
  };
}

/** What a proxy that is named but not used asks for; `undefined` where there is none. */
function unusedProxyAdvice(
  subject: RequestSubject,
  env: NodeJS.ProcessEnv,
): string | undefined {
  const proxy = usesProxies(env) ? undefined : proxyFor(subject, env);
  return (
    proxy &&
    `${proxy.variable} is set, but Node.js does not use it by itself: the platform team sets NODE_USE_ENV_PROXY=1 for the backend, or adds ${subject.host} to NO_PROXY where it can be reached directly.`
  );
}

/** What a proxy says instead of connecting. */
export function proxyAnswer(
  status: string,
  { subject: { host }, proxy }: Pick<Failure, 'subject' | 'proxy'>,
): Advice {
  const name = proxy ? `The proxy ${proxy.host}` : 'The proxy';
  const variable = proxy?.variable ?? 'HTTPS_PROXY';
  return status === '407'
    ? {
        message: `${name} wants a login before it connects Backstage with ${host}.`,
        action: `The platform team puts user and password into ${variable} (http://user:password@host:port), or lets the proxy connect Backstage with ${host} without a login.`,
      }
    : {
        message: `${name} refuses to connect Backstage with ${host} (status ${status}).`,
        action: `The platform team allows ${host} at the proxy, or adds it to NO_PROXY where it can be reached directly.`,
      };
}

interface Link {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** A failure of fetch, and what it is from. */
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
 * The problem of a request that got no answer at all. Takes over no text of the
 * failure's.
 *
 * @param options - `givenUp` where it was the caller who ended it; `env`: where proxies are
 *   named, by default the environment of the process
 */
export function problemFromFailure(
  failure: unknown,
  subject: RequestSubject,
  options: { givenUp?: boolean; env?: NodeJS.ProcessEnv } = {},
): SentryProblemError {
  const { env = process.env } = options;
  if (failure instanceof SentryProblemError) {
    return failure;
  }
  // First, since a caller may give up with any reason.
  if (options.givenUp) {
    return new SentryProblemError({
      code: 'UPSTREAM_TIMEOUT',
      message: `The request to ${subject.host} was given up before it answered.`,
      action: 'Try again.',
    });
  }
  if (isTimeout(failure)) {
    const action = unusedProxyAdvice(subject, env);
    return new SentryProblemError({
      ...timedOut(subject),
      ...(action && { action }),
    });
  }
  return new SentryProblemError(unreachable(failure, subject, env));
}

function isTimeout(failure: unknown): boolean {
  return (
    typeof failure === 'object' &&
    failure !== null &&
    'name' in failure &&
    failure.name === 'TimeoutError'
  );
}
