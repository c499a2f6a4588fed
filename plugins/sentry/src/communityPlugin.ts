import type { DiscoveryApi, IdentityApi } from '@backstage/frontend-plugin-api';
import { SentryClient } from './api/SentryClient';

/**
 * The API of a real app, made as the community plugin made it.
 *
 * @public
 * @deprecated use {@link SentryClient}, or nothing: the plugin brings its API itself
 */
export class ProductionSentryApi extends SentryClient {
  /**
   * @param _organization - has no effect: the backend's config names it
   * @param identityApi - signs the viewer's requests in
   */
  constructor(
    discoveryApi: DiscoveryApi,
    _organization: string,
    identityApi?: IdentityApi,
  ) {
    super({
      discoveryApi,
      fetchApi: {
        fetch: async (input, init) => {
          const { token } = (await identityApi?.getCredentials()) ?? {};
          const headers = new Headers(init?.headers);
          if (token) {
            headers.set('authorization', `Bearer ${token}`);
          }
          return fetch(input, { ...init, headers });
        },
      },
    });
  }
}

/**
 * A point of a trend: seconds since 1970, and events.
 *
 * @public
 * @deprecated the trend of an issue has its own type
 */
export type EventPoint = number[];

/**
 * @public
 * @deprecated a platform is a text
 */
export type SentryPlatform = string;

/**
 * @public
 * @deprecated an issue has `type` and `value` itself
 */
export interface SentryIssueMetadata {
  function?: string;
  type?: string;
  value?: string;
  filename?: string;
}

/**
 * @public
 * @deprecated failures are `SentryProblemException` and `SentryRequestException`
 */
export interface SentryApiError {
  detail: string;
}
