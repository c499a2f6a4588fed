import type { MetricsService } from '@backstage/backend-plugin-api/alpha';

/** What is measured of the requests to Sentry. */
export interface ClientMetrics {
  /** One call of the client, its further attempts and waits included. */
  recordRequest(request: {
    instance: string;
    operation: string;
    /** `ok` or the code of a problem. */
    outcome: string;
    seconds: number;
  }): void;
  /** What Sentry says is left of the rate limit. */
  recordRateLimit(instance: string, headers: Headers): void;
  /** Whether the server was there when a request was really made. */
  recordReachable(instance: string, isReachable: boolean): void;
}

export function createClientMetrics(metrics: MetricsService): ClientMetrics {
  const requests = metrics.createCounter('sentry.client.requests', {
    description:
      'Calls of the Sentry Web API, by instance, operation and outcome',
    unit: '{request}',
  });
  const duration = metrics.createHistogram('sentry.client.duration', {
    description: 'Time a call of the Sentry Web API takes, retries included',
    unit: 's',
  });
  const remaining = metrics.createGauge('sentry.ratelimit.remaining', {
    description: 'Requests left in the current rate-limit window of Sentry',
    unit: '{request}',
  });
  const reachable = metrics.createGauge('sentry.instance.reachable', {
    description:
      'Whether the Sentry instance answered when it was last asked: 1 or 0',
    unit: '1',
  });
  return {
    recordRequest({ seconds, ...attributes }) {
      requests.add(1, attributes);
      duration.record(seconds, attributes);
    },
    recordRateLimit(instance, headers) {
      const left = headers.get('x-sentry-rate-limit-remaining');
      if (left !== null && /^\d+$/.test(left)) {
        remaining.record(Number(left), { instance });
      }
    },
    recordReachable(instance, isReachable) {
      reachable.record(isReachable ? 1 : 0, { instance });
    },
  };
}
