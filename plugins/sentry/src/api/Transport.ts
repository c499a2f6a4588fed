import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  SENTRY_USER_TOKEN_HEADER,
  type SentryActor,
  type SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { UserToken, type UserTokenSource } from '../auth/userToken';
import { exceptionFromResponse, SentryRequestException } from './errors';
import { writeQuery } from './query';

/**
 * What every request of `SentryApi` takes.
 *
 * @public
 */
export interface SentryRequestOptions {
  /** Aborts the request, which then rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/**
 * What every change through `SentryApi` takes.
 *
 * @public
 */
export interface SentryChangeOptions extends SentryRequestOptions {
  /**
   * As whom, out of what `getTriage` says. With `user` the viewer is asked to let the
   * portal change issues in their name, where they have not yet: in a window, so only for
   * what they have just pressed. Default `service`.
   */
  actsAs?: SentryActor;
}

interface Written {
  method: 'PATCH' | 'POST';
  body: object;
}

/** How something is asked for. */
export interface Asked extends SentryRequestOptions {
  /** Whether it makes no sense without the viewer's own Sentry token. */
  isOwn?: boolean;
}

/**
 * The way to the Sentry backend plugin. Every request rejects with a
 * `SentryProblemException` where the backend says what is wrong, and with a
 * `SentryRequestException` where nothing came that could be its answer.
 */
export class Transport {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
  readonly #userToken: UserToken;

  constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
    sentryAuthApi?: UserTokenSource;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
    this.#userToken = new UserToken(options.sentryAuthApi);
  }

  /** @param path - below the plugin's address */
  ask<T>(path: string, query: object = {}, options: Asked = {}): Promise<T> {
    return this.#userToken.use(
      token => this.#fetch(withQuery(path, query), options, token),
      options.isOwn,
    );
  }

  /** Viewers who read with the portal's token may still change issues with their own. */
  async askForTriage(
    path: string,
    options?: SentryRequestOptions,
  ): Promise<SentryTriageResponse> {
    const answer = await this.ask<SentryTriageResponse>(path, {}, options);
    return answer.items.some(({ canConnect }) => canConnect)
      ? this.#userToken.useIfThere(
          token => this.#fetch(path, options, token),
          answer,
        )
      : answer;
  }

  /** Changes what is there. */
  change<T>(
    path: string,
    body: object,
    query?: object,
    options?: SentryChangeOptions,
  ): Promise<T> {
    return this.#write(path, { method: 'PATCH', body }, query, options);
  }

  /** Adds something. */
  add<T>(
    path: string,
    body: object,
    query?: object,
    options?: SentryChangeOptions,
  ): Promise<T> {
    return this.#write(path, { method: 'POST', body }, query, options);
  }

  async #write<T>(
    path: string,
    written: Written,
    query: object = {},
    { actsAs, ...options }: SentryChangeOptions = {},
  ): Promise<T> {
    const token =
      actsAs === 'user' ? await this.#userToken.askToWrite() : undefined;
    return this.#fetch(withQuery(path, query), options, token, written);
  }

  async #fetch<T>(
    path: string,
    { signal }: SentryRequestOptions = {},
    token?: string,
    written?: Written,
  ): Promise<T> {
    const url = `${await this.#discoveryApi.getBaseUrl('sentry')}/${path}`;
    const headers = {
      ...(token && { [SENTRY_USER_TOKEN_HEADER]: token }),
      ...(written && { 'content-type': 'application/json' }),
    };
    const fail = (
      error: unknown,
      reason: 'unreachable' | 'not-installed',
      message: string,
    ) =>
      signal?.aborted ? error : new SentryRequestException(reason, message);

    let response: Response;
    try {
      response = await this.#fetchApi.fetch(url, {
        signal,
        ...(written && {
          method: written.method,
          body: JSON.stringify(written.body),
        }),
        ...((token || written) && { headers }),
        // Browsers send such a header on to wherever an answer sends them.
        ...(token && { redirect: 'error' }),
      });
    } catch (error) {
      throw fail(
        error,
        'unreachable',
        'The Backstage backend could not be reached.',
      );
    }
    if (!response.ok) {
      throw await exceptionFromResponse(response);
    }
    try {
      return await response.json();
    } catch (error) {
      // An app served by its backend answers unknown addresses with its own page.
      throw fail(
        error,
        'not-installed',
        'The answer is not one of the Sentry backend plugin.',
      );
    }
  }
}

function withQuery(path: string, query: object): string {
  const params = writeQuery(query);
  return params.size ? `${path}?${params}` : path;
}
