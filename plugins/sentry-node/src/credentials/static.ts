import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type SentryCredentials,
  type ReplaceableCredentials,
  differByCaller,
  type SentryCallerCredentials,
} from './types';
import { SentryProblemError } from '../problems';

const claimsSchema = z.object({ exp: z.number().positive().max(1e11) });

/**
 * When a token ends that is a JWT (RFC 7519 §4.1.4), as those of gateways and token
 * services can be. For diagnostics alone: nothing of it is proved.
 *
 * @returns milliseconds since 1970; `undefined` for Sentry's own tokens, which don't tell
 */
export function expiryOfJwt(token: string): number | undefined {
  const [, claims, ...rest] = token.split('.');
  if (!claims || rest.length !== 1) {
    return undefined;
  }
  try {
    const parsed = claimsSchema.safeParse(
      JSON.parse(Buffer.from(claims, 'base64url').toString()),
    );
    return parsed.data && parsed.data.exp * 1000;
  } catch {
    return undefined;
  }
}

/**
 * Names a secret without revealing it. Sentry's are random and long, so a part of a
 * plain hash can't be turned back.
 */
export function credentialIdOf(kind: string, secret: string): string {
  return createHash('sha256')
    .update(`sentry-credential\0${kind}\0${secret}`)
    .digest('base64url')
    .slice(0, 22);
}

/**
 * A Bearer token: a user's, an internal integration's or an OAuth application's.
 *
 * The token is a private field: neither JSON nor `util.inspect` shows it.
 */
export class TokenCredentials implements SentryCredentials {
  readonly credentialId: string;
  readonly expiresAt?: number;
  readonly #token: string;

  constructor({ token }: { token: string }) {
    this.#token = token;
    this.credentialId = credentialIdOf('token', token);
    this.expiresAt = expiryOfJwt(token);
  }

  async getAuthorization(): Promise<string> {
    return `Bearer ${this.#token}`;
  }
}

/**
 * A legacy API key of an organization, which Sentry takes as the user of HTTP Basic
 * with an empty password. New organizations can't create any; existing ones work.
 */
export class ApiKeyCredentials implements SentryCredentials {
  readonly credentialId: string;
  readonly #key: string;

  constructor({ key }: { key: string }) {
    this.#key = key;
    this.credentialId = credentialIdOf('api-key', key);
  }

  async getAuthorization(): Promise<string> {
    return `Basic ${Buffer.from(`${this.#key}:`).toString('base64')}`;
  }
}

/**
 * A DSN, which Sentry takes as `Authorization: DSN` where programs may tell it something
 * of a project. It proves no identity and reads nothing.
 */
export class DsnCredentials implements SentryCredentials {
  readonly credentialId: string;
  readonly source = 'dsn';
  /** The id of the project that the DSN names. */
  readonly project: string;
  readonly #dsn: string;

  /** @throws SentryProblemError `QUERY_INVALID` where it is no DSN; does not repeat it */
  constructor(options: { dsn: string }) {
    const url = URL.parse(options.dsn.trim());
    const project = /\/(\d{1,20})$/.exec(url?.pathname ?? '')?.[1];
    if (
      !url ||
      !/^https?:$/.test(url.protocol) ||
      !/^\w+$/.test(url.username) ||
      url.search ||
      url.hash ||
      !project
    ) {
      throw new SentryProblemError({
        code: 'QUERY_INVALID',
        message: 'The DSN is not valid.',
        action:
          "Copy it from the project's settings in Sentry, Client Keys (DSN): https://key@host/number.",
      });
    }
    // Old ones hold a secret, which nothing asks for since.
    url.password = '';
    this.#dsn = url.href;
    this.project = project;
    this.credentialId = credentialIdOf('dsn', url.href);
  }

  async getAuthorization(): Promise<string> {
    return `DSN ${this.#dsn}`;
  }
}

/**
 * Credentials that others can take the place of while requests are under way: one
 * that Sentry rejects then goes out once more with the new ones.
 */
export class RotatingCredentials
  implements SentryCredentials, ReplaceableCredentials
{
  #current: SentryCredentials;

  constructor(initial: SentryCredentials) {
    this.#current = initial;
  }

  get credentialId(): string {
    return this.#current.credentialId;
  }

  get source(): SentryCredentials['source'] {
    return this.#current.source;
  }

  get expiresAt(): number | undefined {
    return this.#current.expiresAt;
  }

  getAuthorization(options?: {
    signal?: AbortSignal;
    rejected?: string;
  }): Promise<string> {
    return this.#current.getAuthorization(options);
  }

  replace(
    next: SentryCredentials | SentryCallerCredentials,
  ): boolean | undefined {
    if (differByCaller(next)) {
      return undefined;
    }
    const isNew = next.credentialId !== this.credentialId;
    this.#current = next;
    return isNew;
  }
}
