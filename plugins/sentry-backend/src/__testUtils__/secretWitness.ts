import {
  coreServices,
  createServiceFactory,
  type AuditorService,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { inspect } from 'node:util';
import type { Response } from 'supertest';
import { guardedLogger } from './logGuard';
import { findSecrets } from './secretForms';

/** A place where a secret must not be. */
type Place = 'log' | 'audit' | 'metric' | 'response' | 'cache' | 'error';

/**
 * Sees everything that leaves a backend: its log, audit events, metrics, and the responses
 * that a test hands over. For any test that plants secrets.
 */
export class SecretWitness {
  readonly #secrets: Record<string, string>;
  readonly #seen: { place: Place; text: string }[] = [];

  /** @param secrets - what must be seen nowhere, each by a name to report it with */
  static of(secrets: Record<string, string>): SecretWitness {
    return new SecretWitness(secrets);
  }

  private constructor(secrets: Record<string, string>) {
    this.#secrets = secrets;
  }

  note(place: Place, ...parts: unknown[]): void {
    this.#seen.push({ place, text: parts.map(textOf).join(' ') });
  }

  noteResponse({ status, headers, text }: Response): void {
    this.note('response', status, headers, text);
  }

  /** How much was seen: that nothing leaked is worth as much as what was looked at. */
  count(place: Place): number {
    return this.#seen.filter(entry => entry.place === place).length;
  }

  /** Where which secret was seen. */
  get leaks(): { place: Place; secrets: string[]; excerpt: string }[] {
    // Most of it is alike, such as log lines and metrics.
    const found = new Map<string, string[]>();
    return this.#seen.flatMap(({ place, text }) => {
      const secrets = found.get(text) ?? findSecrets(text, this.#secrets);
      found.set(text, secrets);
      const excerpt = text.slice(0, 2_000);
      return secrets.length ? { place, secrets, excerpt } : [];
    });
  }

  /** For a test backend, in place of its own services. */
  get features(): BackendFeature[] {
    const note = (...parts: unknown[]) => this.note('log', ...parts);
    return [
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => guardedLogger(note),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => this.#auditor(),
      }),
      createServiceFactory({
        service: metricsServiceRef,
        deps: {},
        factory: () => this.#metrics(),
      }),
    ];
  }

  #auditor(): AuditorService {
    return {
      createEvent: async ({ request, ...event }) => {
        // Of the request an auditor writes down method and address.
        this.note('audit', event, request?.method, request?.originalUrl);
        return {
          success: async end => this.note('audit', end),
          fail: async end => this.note('audit', end),
        };
      },
    };
  }

  #metrics(): MetricsService {
    const record = (value: number, attributes?: object) =>
      this.note('metric', value, attributes);
    return metricsServiceMock.mock({
      createCounter: () => ({ add: record }),
      createHistogram: () => ({ record }),
      createGauge: () => ({ record }),
    });
  }
}

/** With everything that a careless log would write: stacks, causes, hidden fields. */
function textOf(part: unknown): string {
  if (typeof part === 'string') {
    return part;
  }
  const seen = inspect(part, {
    depth: 8,
    showHidden: true,
    maxStringLength: null,
  });
  return part instanceof Error
    ? `${seen} ${part.stack} ${inspect(part.cause)}`
    : seen;
}
