import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { SentryClient, SentryRequestOptions } from './types';

const MOST_PAGES = 10;

/**
 * Finds out whose token a client asks with, and whether that is who is expected.
 *
 * @param expected - `organization`: a slug that the token must reach; `userId`: the id in
 *   Sentry of the user it must belong to. What is absent is not checked.
 * @returns the `NOT_CONNECTED` problem that the caller is connected to a different
 *   account or organization; `undefined` where all is as expected
 * @throws SentryProblemError where Sentry does not tell
 * @public
 */
export async function checkSentryIdentity(
  client: SentryClient,
  expected: { organization?: string; userId?: string },
  options?: SentryRequestOptions,
): Promise<SentryProblem | undefined> {
  const { organization, userId } = expected;
  if (userId !== undefined) {
    const { user } = await client.getIndex(options);
    if (user?.id !== userId) {
      return different(
        'a different Sentry account than the one you signed in with',
      );
    }
  }
  if (
    organization !== undefined &&
    !(await reaches(client, organization, options))
  ) {
    return different(
      `a Sentry account without access to the organization \`${organization}\``,
    );
  }
  return undefined;
}

async function reaches(
  client: SentryClient,
  organization: string,
  options?: SentryRequestOptions,
): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, nextCursor } = await client.listOrganizations(
      { cursor },
      options,
    );
    if (items.some(({ slug }) => slug === organization)) {
      return true;
    }
    if (!nextCursor) {
      return false;
    }
    cursor = nextCursor;
  }
  return false;
}

function different(account: string): SentryProblem {
  return {
    code: 'NOT_CONNECTED',
    message: `You are connected to ${account}.`,
    action:
      'Sign in to Sentry as the right account, and choose Connect to Sentry again.',
  };
}
