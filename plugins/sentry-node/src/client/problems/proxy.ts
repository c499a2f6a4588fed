import type { RequestSubject } from './requestSubject';

/** A proxy that the environment names. */
export interface EnvProxy {
  /** What names it, such as `HTTPS_PROXY`. */
  variable: string;
  /** Without user and password. */
  host: string;
}

/** The proxy that requests of Node's fetch to that server go through. */
export function usedProxy(
  subject: RequestSubject,
  env: NodeJS.ProcessEnv,
): EnvProxy | undefined {
  return isUsed(env) ? proxyFor(subject, env) : undefined;
}

/** The proxy that is meant for that server, but which Node's fetch knows nothing of. */
export function unusedProxy(
  subject: RequestSubject,
  env: NodeJS.ProcessEnv,
): EnvProxy | undefined {
  return isUsed(env) ? undefined : proxyFor(subject, env);
}

/** https://nodejs.org/api/cli.html#node_use_env_proxy1 */
function isUsed(env: NodeJS.ProcessEnv): boolean {
  return (
    env.NODE_USE_ENV_PROXY === '1' ||
    [...process.execArgv, env.NODE_OPTIONS ?? ''].some(option =>
      option.includes('--use-env-proxy'),
    )
  );
}

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
