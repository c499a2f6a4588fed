import {
  SENTRY_USER_ID_ANNOTATION,
  type SentryProblem,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import {
  checkSentryIdentity,
  SentryProblemError,
  type SentryCaller,
  type SentryClient,
  type SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import type { SentryAccounts } from '../access/accounts';
import { isOutage } from '../cache/failures';
import { cacheKey } from '../cache/keys';

const VERIFIED_MS = 10 * 60_000;
/** How long a good verdict stands while it is renewed, or Sentry can't be asked. */
const STANDS_MS = 24 * 60 * 60_000;
/** Access may be given in Sentry without a new token. */
const DIFFERENT_MS = 30_000;
const FAILED_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
const MAX_VERDICTS = 20_000;

const refusals: SentryProblemCode[] = [
  'ORGANIZATION_NOT_FOUND',
  'SCOPE_MISSING',
  'TOKEN_REJECTED',
];

interface Verdict {
  /** Why the token may not be used now; absent where it belongs to the right account. */
  error?: SentryProblemError;
  /** When Sentry said so, in milliseconds since 1970. */
  since: number;
}

interface Expected {
  client: SentryClient;
  organization?: string;
  userId?: string;
}

interface IdentityQuestion {
  client: SentryClient;
  instance: SentryInstanceConfig;
  /** Slug of the organization that the token must reach; absent where none is expected. */
  organization?: string;
  caller: SentryCaller;
  /** Whether the client asks with the caller's own token, whatever the instance's `auth.type`. */
  isOwn?: boolean;
}

/**
 * Checks whose token a caller brings before it is used: that it belongs to the Sentry account
 * that their user entity names, and reaches the organization that is asked about. Asks once for
 * each token and organization, and not again for ten minutes. What all callers share, such as a
 * token in config, is not checked.
 */
export class IdentityCheck {
  readonly #accounts: SentryAccounts;
  readonly #verdicts = new LRUCache<string, Verdict, Expected>({
    max: MAX_VERDICTS,
    ttl: VERIFIED_MS,
    ttlResolution: 0,
    ignoreFetchAbort: true,
    noDeleteOnStaleGet: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: async (_key, known, { context, options }) => {
      const { verdict, ttl } = await judge(context);
      options.ttl = ttl;
      return known && stands(known) && isOutage(verdict.error?.code)
        ? known
        : verdict;
    },
  });

  constructor(options: { accounts: SentryAccounts }) {
    this.#accounts = options.accounts;
  }

  /**
   * @throws SentryProblemError `NOT_CONNECTED` where the token is another account's or does
   *   not reach the organization, and where config requires that the catalog names the
   *   caller's account (`auth.requireUserId`) and it does not; else the failure to ask Sentry
   */
  async check(question: IdentityQuestion): Promise<void> {
    const { client, instance, organization, caller } = question;
    const isChecked = instance.authType === 'user' || question.isOwn;
    if (!isChecked && !instance.requireUserId) {
      return;
    }
    const userId = await this.#accounts.userIdOf(caller.credentials);
    if (userId === undefined && instance.requireUserId) {
      throw new SentryProblemError(userIdRequired(instance.name));
    }
    if (!isChecked || (userId === undefined && organization === undefined)) {
      return;
    }
    const key = cacheKey('identity', [
      instance.name,
      instance.baseUrl,
      client.credentialId,
      organization ?? null,
      userId ?? null,
    ]);
    const known = this.#verdicts.peek(key, { allowStale: true });
    const { error } = await this.#verdicts.forceFetch(key, {
      // Renewed in the background: the next caller meets what fails here.
      allowStale: known !== undefined && stands(known),
      context: { client, organization, userId },
    });
    if (error) {
      throw error;
    }
  }
}

function stands({ error, since }: Verdict): boolean {
  return !error && Math.abs(Date.now() - since) < STANDS_MS;
}

function userIdRequired(instance: string): SentryProblem {
  return {
    code: 'NOT_CONNECTED',
    message: `The Sentry instance \`${instance}\` is open to users whose Sentry account is named in the catalog, and yours is not.`,
    action: `In the catalog, add to your User entity under metadata.annotations: ${SENTRY_USER_ID_ANNOTATION}: "<id>", the id of your account in Sentry.`,
    project: { instance },
  };
}

/** @returns the verdict, and how long it is kept, in milliseconds */
async function judge(
  expected: Expected,
): Promise<{ verdict: Verdict; ttl: number }> {
  try {
    const problem = await findDifference(expected);
    const since = Date.now();
    return problem
      ? {
          verdict: { since, error: new SentryProblemError(problem) },
          ttl: DIFFERENT_MS,
        }
      : { verdict: { since }, ttl: VERIFIED_MS };
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
    const pause = (error.retryAfterSeconds ?? 0) * 1_000;
    return {
      verdict: { since: Date.now(), error },
      ttl: Math.min(Math.max(pause, FAILED_MS), LONGEST_PAUSE_MS),
    };
  }
}

async function findDifference({
  client,
  organization,
  userId,
}: Expected): Promise<SentryProblem | undefined> {
  const account =
    userId === undefined ? undefined : await findOtherAccount(client, userId);
  if (account || organization === undefined) {
    return account;
  }
  const problem = await checkSentryIdentity(client, { organization });
  // The list of organizations is one region's, and ends after a thousand.
  return problem && !(await reachesOrganization(client, organization))
    ? problem
    : undefined;
}

/**
 * The hosts of regions answer 404 when asked for the token's account; then the organization
 * decides. Any other failure refuses the token.
 */
async function findOtherAccount(client: SentryClient, userId: string) {
  try {
    return await checkSentryIdentity(client, { userId });
  } catch (error) {
    if (error instanceof SentryProblemError && error.reason === 'not-found') {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whether a token reaches an organization that is in no list of its own.
 *
 * @throws SentryProblemError where Sentry can't be asked
 */
async function reachesOrganization(
  client: SentryClient,
  organization: string,
): Promise<boolean> {
  try {
    await client.getOrganization(organization);
    return true;
  } catch (error) {
    if (error instanceof SentryProblemError && refusals.includes(error.code)) {
      return false;
    }
    throw error;
  }
}
