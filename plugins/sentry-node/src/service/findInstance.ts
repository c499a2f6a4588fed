import type { SentryInstanceConfig } from '../config/types';

/**
 * The instance of that name. Without a name: the one called `default`, or the
 * only one there is. Among several none is guessed.
 */
export function findInstance(
  instances: SentryInstanceConfig[],
  name?: string,
): SentryInstanceConfig | undefined {
  if (name === undefined && instances.length === 1) {
    return instances[0];
  }
  return instances.find(instance => instance.name === (name ?? 'default'));
}
