import {
  BrowserClient,
  createTransport,
  defaultStackParser,
  linkedErrorsIntegration,
  Scope,
} from '@sentry/browser';
import { request } from 'node:http';

const flushTimeoutMs = 10_000;

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

/** An error of a page. */
export interface BrowserEvent {
  /** Its stack as the browser wrote it. */
  error: Error;
  eventId: string;
  environment: string;
  release: string;
  /** Milliseconds since 1970. */
  time: number;
  page: string;
  user?: string;
}

/** A page's use of the official browser SDK: a client, and a scope per event. */
export class BrowserSender {
  readonly #client: BrowserClient;

  constructor(options: { dsn: string }) {
    this.#client = new BrowserClient({
      dsn: options.dsn,
      stackParser: defaultStackParser,
      integrations: [linkedErrorsIntegration()],
      sendClientReports: false,
      // As the SDK's own, but for its `fetch`.
      transport: transportOptions =>
        createTransport(transportOptions, ({ body }) =>
          post({
            url: transportOptions.url,
            headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
            body,
          }),
        ),
    });
    this.#client.init();
  }

  async send(event: BrowserEvent): Promise<void> {
    const scope = new Scope();
    scope.setClient(this.#client);
    if (event.user !== undefined) {
      scope.setUser({ id: event.user });
    }
    scope.addBreadcrumb({
      category: 'ui.click',
      message: 'button.add-to-cart',
      timestamp: event.time / 1000 - 2,
    });
    // What the SDK's integrations read from the window.
    scope.addEventProcessor(sdkEvent => ({
      ...sdkEvent,
      timestamp: event.time / 1000,
      environment: event.environment,
      release: event.release,
      request: { url: event.page, headers: { 'User-Agent': userAgent } },
      contexts: {
        ...sdkEvent.contexts,
        browser: { name: 'Firefox', version: '145.0' },
        os: { name: 'Linux' },
      },
    }));
    scope.captureException(event.error, {
      event_id: event.eventId,
      mechanism: { type: 'onerror', handled: false },
    });
    await this.#client.flush(flushTimeoutMs);
  }

  async close(): Promise<void> {
    await this.#client.close(flushTimeoutMs);
  }
}

/** An error as a browser has it, whose stack is the lines given. */
export function browserError(
  type: string,
  value: string,
  lines: string[],
  cause?: Error,
): Error {
  const error = new Error(value, { cause });
  error.name = type;
  error.stack = [`${type}: ${value}`, ...lines.map(l => `    at ${l}`)].join(
    '\n',
  );
  return error;
}

/** Posts by `node:http`, as `fetch` is shut to tests. */
function post(options: {
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
}): Promise<{ statusCode: number }> {
  const { url, headers, body } = options;
  return new Promise((resolve, reject) => {
    const req = request(url, { method: 'POST', headers }, res => {
      res.resume();
      res.on('end', () => resolve({ statusCode: res.statusCode ?? 0 }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

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
