import { post } from './post';

/**
 * What a browser posts by itself when a page's policy refuses a content, to the
 * address that the project's key names.
 */
export async function sendCspReport(options: {
  dsn: string;
  environment: string;
  release: string;
  report: Record<string, string | number>;
}): Promise<void> {
  const dsn = new URL(options.dsn);
  const path = dsn.pathname.split('/');
  const project = path.pop();
  const url = new URL(`${path.join('/')}/api/${project}/security/`, dsn.origin);
  url.searchParams.set('sentry_key', dsn.username);
  url.searchParams.set('sentry_environment', options.environment);
  url.searchParams.set('sentry_release', options.release);
  const { statusCode } = await post({
    url: url.href,
    headers: { 'Content-Type': 'application/csp-report' },
    body: JSON.stringify({ 'csp-report': options.report }),
  });
  if (statusCode !== 201) {
    throw new Error(`The report was answered ${statusCode}`);
  }
}
