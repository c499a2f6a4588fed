import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SentryInstanceConfig } from '../../config/types';
import type { ApiPath, ApiQuery } from './path';
import type { ClientMetrics } from './metrics';
import type { SentryFetch } from '../../http';
import { SentryTraffic } from './traffic';
import type { SentryProblemError } from '../../problems';
import type { RequestSubject } from '../problems/facts';

/** One request to the Web API. */
export interface SentryHttpRequest {
  /** Names the call in metrics and logs. */
  operation: string;
  path: ApiPath;
  query?: ApiQuery;
  /** What to send. Without it, the request is a GET. */
  json?: unknown;
  /**
   * How it is sent. Default POST, which is sent once only: it may have arrived. PUT is for what
   * has the same effect twice: it is sent again where a gateway found no server, but not after
   * silence, since another user may have changed the same by then.
   */
  method?: 'POST' | 'PUT';
  /** Whether a success may come without a body. */
  mayBeEmpty?: boolean;
  subject: Omit<
    RequestSubject,
    'instance' | 'host' | 'origin' | 'askedAt' | 'namesScopes' | 'tokenSource'
  >;
  signal?: AbortSignal;
}

export interface SentryHttpOptions {
  instance: Pick<
    SentryInstanceConfig,
    'name' | 'baseUrl' | 'publicUrl' | 'client' | 'server'
  >;
  logger: LoggerService;
  metrics: ClientMetrics;
  /** What it shares with others of the process. Default: nothing. */
  traffic?: SentryTraffic;
  /** Called with each problem that a call ends in. */
  onProblem?: (problem: SentryProblemError) => void;
  /** Default: Node's own, which keeps connections open. */
  fetch?: SentryFetch;
  random?: () => number;
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** Milliseconds since 1970. */
  now?: () => number;
}
