import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { SENTRY_USER_TOKEN_HEADER } from 'backstage-plugin-sentry-common';
import { exceptionFromResponse, SentryRequestException } from './errors';
import type { SentryRequestOptions } from './SentryApi';

/** The way to the Sentry backend plugin, and what may go wrong on it. */
export class BackendRequests {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /**
   * @param path - below the plugin's address, with its search
   * @param token - the viewer's own of Sentry, where they act as themselves
   * @param change - what to change there; absent: it is only asked for
   * @throws SentryProblemException where the backend says what is wrong
   * @throws SentryRequestException where nothing came that could be its answer
   */
  async load<T>(
    path: string,
    options: SentryRequestOptions = {},
    token?: string,
    change?: object,
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('sentry');
    const headers = {
      ...(token && { [SENTRY_USER_TOKEN_HEADER]: token }),
      ...(change && { 'content-type': 'application/json' }),
    };
    const response = await this.#fetch(`${baseUrl}/${path}`, {
      signal: options.signal,
      ...(change && { method: 'PATCH', body: JSON.stringify(change) }),
      ...((token || change) && { headers }),
      // Browsers send such a header on to wherever an answer sends them.
      ...(token && { redirect: 'error' }),
    });
    if (!response.ok) {
      throw await exceptionFromResponse(response);
    }
    try {
      return await response.json();
    } catch (error) {
      if (options.signal?.aborted) {
        throw error;
      }
      // An app served by its backend answers unknown addresses with its own page.
      throw new SentryRequestException(
        'not-installed',
        'The answer is not one of the Sentry backend plugin.',
      );
    }
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetchApi.fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted) {
        throw error;
      }
      throw new SentryRequestException(
        'unreachable',
        'The Backstage backend could not be reached.',
      );
    }
  }
}
