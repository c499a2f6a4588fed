import type { BenchBackend } from './backend';
import type { BenchSentry } from './sentry';

/** What the scenarios are played on. */
export interface Bench {
  sentry: BenchSentry;
  backend: BenchBackend;
  /** The address of a list of issues. */
  issues(project: string, query?: string): string;
  /** The same list of Sentry's, asked for through Backstage's proxy. */
  proxied(path: string): string;
  get(url: string): Promise<Response>;
}

export function benchOf(sentry: BenchSentry, backend: BenchBackend): Bench {
  return {
    sentry,
    backend,
    issues: (project, query = '') =>
      `${backend.url}/api/sentry/entities/component/default/${project}/issues${query}`,
    proxied: path => `${backend.url}/api/proxy/sentry/api/0/${path}`,
    get: url => fetch(url, { headers: backend.headers }),
  };
}

export function failed(answers: Response[]): number {
  return answers.filter(answer => !answer.ok).length;
}
