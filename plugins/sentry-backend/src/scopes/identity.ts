import {
  SENTRY_USER_ID_ANNOTATION,
  type SentryProblem,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import {
  checkSentryIdentity,
  SentryProblemError,
  SentryCaller,
  SentryClient,
  SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import type { SentryAccounts } from '../access/accounts';
import { ageOf, SingleFlight } from '../cache/SingleFlight';
import { cacheKey } from '../cache/keys';
import { isOutage } from '../cache/failures';

const VERIFIED_MS = 10 * 60_000;
/** So long a good verdict stands while it is renewed, or Sentry can't be asked. */
const STANDS_MS = 24 * 60 * 60_000;
/** Access may be given in Sentry without a new token. */
const DIFFERENT_MS = 30_000;
const FAILED_MS = 5_000;
const MAX_VERDICTS = 20_000;

interface Verdict {
  /** Why the token may not be used now; absent where it is who it should be. */
  error?: SentryProblemError;
  since: number;
  /** Until when Sentry is not asked again. Both in milliseconds since 1970. */
  until: number;
}

/** @internal */
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
 * Finds out whose token a caller has brought, before it is used: whether it belongs to
 * the Sentry account that their user entity names, and reaches the organization that is
 * asked about. Asks once for each token and organization, for all who come at once, and not
 * again for ten minutes. Of what all callers share, such as a token in config, it asks nothing.
 */
export class IdentityCheck {
  readonly #accounts: SentryAccounts;
  readonly #verdicts = new LRUCache<string, Verdict>({ max: MAX_VERDICTS });
  readonly #flights = new SingleFlight();

  static create(options: { accounts: SentryAccounts }): IdentityCheck {
    return new IdentityCheck(options.accounts);
  }

  private constructor(accounts: SentryAccounts) {
    this.#accounts = accounts;
  }

  /**
   * @throws SentryProblemError `NOT_CONNECTED` where the token is another account's or does
   *   not reach the organization, and where config requires that the catalog names the
   *   caller's account (`auth.requireUserId`) and it does not; what is wrong where Sentry does not tell
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
    if (!isChecked) {
      return;
    }
    if (userId === undefined && organization === undefined) {
      return;
    }
    const key = cacheKey('identity', [
      instance.name,
      instance.baseUrl,
      client.credentialId,
      organization ?? null,
      userId ?? null,
    ]);
    const { error } = await this.#verdictOf(key, () =>
      ask(client, { organization, userId }),
    );
    if (error) {
      throw error;
    }
  }

  async #verdictOf(key: string, find: () => Promise<Verdict>) {
    const verdict = this.#verdicts.get(key);
    const now = Date.now();
    const age = verdict ? ageOf(verdict.since, now) : Infinity;
    if (verdict && age < Infinity && now < verdict.until) {
      return verdict;
    }
    const renewed = this.#flights.run(key, async () => {
      const found = await find();
      const next = standing(verdict, found) ?? found;
      this.#verdicts.set(key, next);
      return next;
    });
    if (verdict && !verdict.error && age < STANDS_MS) {
      // Whoever comes next meets what fails here.
      renewed.catch(() => {});
      return verdict;
    }
    return renewed;
  }
}

function userIdRequired(instance: string): SentryProblem {
  return {
    code: 'NOT_CONNECTED',
    message: `The Sentry instance \`${instance}\` is open to users whose Sentry account is named in the catalog, and yours is not.`,
    action: `In the catalog, add to your User entity under metadata.annotations: ${SENTRY_USER_ID_ANNOTATION}: "<id>", the id of your account in Sentry.`,
    project: { instance },
  };
}

async function ask(
  client: SentryClient,
  expected: { organization?: string; userId?: string },
): Promise<Verdict> {
  const kept = (forMs: number, error?: SentryProblemError): Verdict => {
    const since = Date.now();
    return { since, until: since + forMs, ...(error && { error }) };
  };
  try {
    const problem = await findDifference(client, expected);
    return problem
      ? kept(DIFFERENT_MS, new SentryProblemError(problem))
      : kept(VERIFIED_MS);
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
    const pauseMs = Math.min((error.retryAfterSeconds ?? 0) * 1_000, 60_000);
    return kept(Math.max(pauseMs, FAILED_MS), error);
  }
}

async function findDifference(
  client: SentryClient,
  { organization, userId }: { organization?: string; userId?: string },
) {
  const account =
    userId === undefined ? undefined : await findOtherAccount(client, userId);
  if (account || organization === undefined) {
    return account;
  }
  const reach = await checkSentryIdentity(client, { organization });
  // The list is that of one host, and ends after a thousand.
  return reach && !(await reachesOrganization(client, organization))
    ? reach
    : undefined;
}

/**
 * The hosts of regions can't say whose a token is, and answer 404; then what it reaches has
 * to do. Anything else that is no answer lets nobody in.
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

/** A good verdict that stands, because Sentry could not be asked. */
function standing(
  verdict: Verdict | undefined,
  { error, since, until }: Verdict,
): Verdict | undefined {
  return verdict &&
    !verdict.error &&
    error &&
    isOutage(error.code) &&
    since - verdict.since < STANDS_MS
    ? { since: verdict.since, until }
    : undefined;
}

const refusals: SentryProblemCode[] = [
  'ORGANIZATION_NOT_FOUND',
  'SCOPE_MISSING',
  'TOKEN_REJECTED',
];

/**
 * Whether a token reaches an organization that is in no list of its own: one of another
 * region, or beyond the end of the list.
 *
 * @throws SentryProblemError where Sentry does not tell
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
