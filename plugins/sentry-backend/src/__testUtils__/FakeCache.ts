import type { CacheService } from '@backstage/backend-plugin-api';
import type { JsonValue } from '@backstage/types';

/** A cache service that several replicas can share, and that can fail. */
export class FakeCache implements CacheService {
  readonly entries = new Map<string, JsonValue>();
  failure?: Error;

  async get<T extends JsonValue>(key: string): Promise<T | undefined> {
    this.#check();
    // Whoever asks says which type it set.
    return this.entries.get(key) as T | undefined;
  }

  async set(key: string, value: JsonValue): Promise<void> {
    this.#check();
    this.entries.set(key, value);
  }

  async delete(key: string): Promise<void> {
    this.#check();
    this.entries.delete(key);
  }

  withOptions(): CacheService {
    return this;
  }

  #check(): void {
    if (this.failure) {
      throw this.failure;
    }
  }
}
