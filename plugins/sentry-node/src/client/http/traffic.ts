import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import type { SentryInstanceConfig } from '../../config/types';
import { isSentrySaas } from '../../mapping/links';
import { FairSlots, type FairSlotsOptions } from './slots';
import { EndpointRate } from './rates';

type Instance = Pick<SentryInstanceConfig, 'name' | 'baseUrl' | 'client'>;

const MOST_RATES = 5_000;

/**
 * What all parts of a process share of the way to Sentry: the slots of each instance, and the
 * rates of each identity that Sentry limits.
 */
export class SentryTraffic {
  readonly #options: Omit<FairSlotsOptions, 'size'>;
  readonly #slots = new Map<string, FairSlots>();
  readonly #rates = new LRUCache<string, EndpointRate>({ max: MOST_RATES });

  constructor(options: Partial<Omit<FairSlotsOptions, 'size'>> = {}) {
    this.#options = { ...options, now: options.now ?? Date.now };
  }

  slotsOf({ name, baseUrl, client }: Instance): FairSlots {
    const key = `${name} ${baseUrl}`;
    const slots =
      this.#slots.get(key) ??
      new FairSlots({ ...this.#options, size: client.maxConcurrency });
    this.#slots.set(key, slots);
    return slots;
  }

  /**
   * @param identity - whom Sentry limits
   * @param endpointClass - as `endpointClassOf` names it
   */
  rateOf(
    { baseUrl }: Pick<Instance, 'baseUrl'>,
    identity: string,
    endpointClass: string,
  ): EndpointRate {
    const { origin, hostname } = new URL(baseUrl);
    const key = `${origin} ${identity} ${endpointClass}`;
    const rate =
      this.#rates.get(key) ??
      new EndpointRate(endpointClass, { isKnown: isSentrySaas(hostname) });
    this.#rates.set(key, rate);
    return rate;
  }
}

/** Of the whole process, as Sentry limits the asker and not what part of a portal it is. */
export const sentryTrafficServiceRef = createServiceRef<SentryTraffic>({
  id: 'sentry.traffic',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new SentryTraffic(),
    }),
});
