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
    SCOPE_MISSING: 'Backstage’s token is not allowed to read this',
    SSO_REQUIRED: 'Sentry asks for single sign-on',
    NOT_CONNECTED: 'You are not connected to Sentry',
    RATE_LIMITED: 'Sentry’s rate limit is reached',
    UPSTREAM_TIMEOUT: 'Sentry took too long to answer',
    UPSTREAM_UNAVAILABLE: 'Sentry can’t be reached',
    UPSTREAM_UNEXPECTED: 'Sentry returned an unexpected answer',
  },
  ownTitle: {
    TOKEN_REJECTED: 'Sentry no longer accepts your connection',
    SCOPE_MISSING: 'Your connection is not allowed to read this',
    NOT_CONNECTED: 'Another Sentry account is needed here',
  },
  /** Why a viewer has to connect. */
  asViewer: 'What is shown here is read with your own Sentry account.',
  /** Of what was to be changed, not read. */
  changeTitle: {
    NOT_CONFIGURED: 'Issues can’t be changed from here',
    QUERY_INVALID: 'Sentry rejected this change',
    SCOPE_MISSING: 'Backstage’s token is not allowed to change this',
  },
  ownChangeTitle: {
    SCOPE_MISSING: 'Your connection is not allowed to change this',
  },
  request: {
    unauthenticated: {
      title: 'You are not signed in',
      message: 'Backstage does not know who is asking.',
      action: 'Reload the page and sign in again.',
    },
    forbidden: {
      title: 'You don’t have permission to see these issues',
      message:
        'The permission policy of Backstage does not let you read the Sentry issues of this entity.',
      action:
        'Ask the entity’s owners or your Backstage administrators for the permission sentry.issue.read.',
    },
    'not-found': {
      title: 'The entity was not found',
      message: 'It is not in the catalog, or you don’t have access to it.',
      action: 'Ask its owners or your Backstage administrators.',
    },
    'bad-request': {
      title: 'This link doesn’t work here',
      message:
        'The page or the filters in it are not, or no longer, valid for this entity.',
      action: 'Start from the first page, or clear the filters.',
    },
    'not-installed': {
      title: 'The Sentry backend is not installed',
      message: 'There is no response from the Sentry backend plugin.',
      action:
        'Your Backstage administrators can add it to packages/backend/src/index.ts.',
    },
    'not-started': {
      title: 'The Sentry backend did not start',
      message:
        'The Sentry backend plugin failed to start, or is still starting.',
      action:
        'Try again in a moment. If this continues, ask your Backstage administrators: the log of the backend has the reason.',
    },
    unreachable: {
      title: 'Backstage can’t be reached',
      message: 'There is no connection to the Backstage backend.',
      action: 'Check your connection and try again.',
    },
    'sentry-unreachable': {
      title: 'Sentry can’t be reached',
      message:
        'Your connection to Sentry could not be used, because Sentry does not respond.',
      action: 'You are still connected. Try again in a moment.',
    },
    'auth-unreachable': {
      title: 'Your connection can’t be checked',
      message:
        'Backstage’s auth backend, which keeps your connection to Sentry, could not be reached.',
      action: 'If you were connected, you still are. Try again in a moment.',
    },
    declined: {
      title: 'Access was not granted in Sentry',
      message:
        'You did not allow Backstage to change issues in your name, so nothing was changed.',
      action:
        'Try again and allow access in the Sentry window, or change the issue in Sentry itself.',
    },
    unexpected: {
      title: 'Something went wrong',
      message: 'The Sentry issues could not be loaded.',
      action:
        'Try again. If it keeps happening, tell your Backstage administrators.',
    },
  },
  snippet: {
    config: 'app-config.yaml',
    catalog: 'catalog-info.yaml, under metadata.annotations',
    backend: 'packages/backend/src/index.ts',
  },
} as const;
