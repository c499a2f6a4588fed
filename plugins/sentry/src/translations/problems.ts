/**
 * Titles of the problems, and the words for those that the backend can't
 * describe because the request never got there. What exactly happened and what
 * to do about a problem is said by the backend.
 */
export const problemMessages = {
  title: {
    ANNOTATION_MISSING: 'No Sentry project yet',
    ANNOTATION_INVALID: 'The Sentry annotation can’t be used',
    NOT_CONFIGURED: 'Sentry is not configured',
    QUERY_INVALID: 'Sentry does not understand this search',
    PROJECT_NOT_FOUND: 'The Sentry project was not found',
    ORGANIZATION_NOT_FOUND: 'The Sentry organization was not found',
    ISSUE_NOT_FOUND: 'The issue was not found',
    TOKEN_REJECTED: 'Sentry rejects Backstage’s token',
    SCOPE_MISSING: 'Backstage’s token may not read this',
    SSO_REQUIRED: 'Sentry asks for single sign-on',
    NOT_CONNECTED: 'You are not connected to Sentry',
    RATE_LIMITED: 'Sentry asks for a pause',
    UPSTREAM_TIMEOUT: 'Sentry took too long to answer',
    UPSTREAM_UNAVAILABLE: 'Sentry can’t be reached',
    UPSTREAM_UNEXPECTED: 'Sentry’s answer makes no sense',
  },
  ownTitle: {
    TOKEN_REJECTED: 'Sentry no longer takes your connection',
    SCOPE_MISSING: 'Your connection may not read this',
    NOT_CONNECTED: 'Another Sentry account is needed here',
  },
  /** Of what was to be changed, not read. */
  changeTitle: {
    NOT_CONFIGURED: 'Issues are not changed from here',
    QUERY_INVALID: 'Sentry refuses this change',
    SCOPE_MISSING: 'Backstage’s token may not change this',
  },
  ownChangeTitle: {
    SCOPE_MISSING: 'Your connection may not change this',
  },
  request: {
    unauthenticated: {
      title: 'You are not signed in',
      message: 'Backstage does not know who is asking.',
      action: 'Reload the page and sign in again.',
    },
    forbidden: {
      title: 'You may not see these issues',
      message:
        'The permission policy of this Backstage does not let you read the Sentry issues of this entity.',
      action:
        'Ask the entity’s owners, or those who run Backstage, for the permission sentry.issue.read.',
    },
    'not-found': {
      title: 'The entity was not found',
      message: 'It is not in the catalog, or you may not read it.',
      action: 'Ask its owners or those who run Backstage.',
    },
    'bad-request': {
      title: 'This link can’t be used here',
      message:
        'The page or the filters that it asks for are not, or no longer, those of this entity.',
      action: 'Start from the first page, or without the filters.',
    },
    'not-installed': {
      title: 'The Sentry backend is not installed',
      message: 'Nothing answers at the address of the Sentry backend plugin.',
      action:
        'Those who run Backstage can add it to packages/backend/src/index.ts.',
    },
    unreachable: {
      title: 'Backstage can’t be reached',
      message: 'There is no connection to the Backstage backend.',
      action: 'Check your connection and try again.',
    },
    'sentry-unreachable': {
      title: 'Sentry can’t be reached',
      message:
        'Your connection to Sentry could not be taken up, because Sentry does not answer.',
      action: 'You are still connected. Try again in a moment.',
    },
    'auth-unreachable': {
      title: 'Your connection can’t be looked up',
      message:
        'Backstage’s auth backend, which keeps your connection to Sentry, could not be reached.',
      action: 'If you were connected, you still are. Try again in a moment.',
    },
    declined: {
      title: 'Sentry was not allowed to',
      message:
        'You have not let the portal change issues in your name, so nothing was changed.',
      action:
        'Try again and agree in the window of Sentry, or change the issue in Sentry itself.',
    },
    unexpected: {
      title: 'Something went wrong',
      message: 'The Sentry issues could not be loaded.',
      action: 'Try again; if it stays, tell those who run Backstage.',
    },
  },
  snippet: {
    config: 'app-config.yaml',
    catalog: 'catalog-info.yaml',
    backend: 'packages/backend/src/index.ts',
  },
} as const;
