import type { SentryAuthConfig } from '../config/types';
import type { SentryCredentials } from './SentryCredentials';
import { TokenCredentials } from './TokenCredentials';

/** The credentials that an instance's `auth` describes. */
export function createSentryCredentials(
  auth: SentryAuthConfig,
): SentryCredentials {
  return TokenCredentials.create({ token: auth.token });
}
