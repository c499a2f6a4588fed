import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { RequestSubject } from './requestSubject';

/** The texts of Sentry's 401, and what each means. */
const causes: { text: RegExp; cause: string; action: string }[] = [
  {
    text: /token expired/i,
    cause: 'it has expired',
    action: 'creates a new token in Sentry',
  },
  {
    text: /user inactive or deleted/i,
    cause: 'its owner is deactivated or deleted in Sentry',
    action: 'creates a token of an internal integration, which has no owner',
  },
  {
    text: /credentials were not provided/i,
    cause:
      'it did not arrive, as when a proxy removes the Authorization header',
    action: 'checks what stands between Backstage and Sentry, and the token',
  },
  {
    text: /organization access|limited to organization endpoints/i,
    cause: 'it is limited to another organization',
    action: 'uses a token of this organization',
  },
  {
    text: /api key is not valid/i,
    cause: 'it is no API key that Sentry knows, or one that was switched off',
    action: 'creates a token of an internal integration instead',
  },
  {
    text: /invalid org token/i,
    cause: 'it is an organization auth token that Sentry does not know',
    action: 'creates a token of an internal integration instead',
  },
];

const unknown = {
  cause:
    'Sentry does not know it: it is mistyped, revoked or of another server',
  action: 'checks the token, or creates a new one in Sentry',
};

/** A 401, told apart by its text. */
export function rejectedToken(
  { host, instance, tokenSource }: RequestSubject,
  text: string,
): SentryProblem {
  const { cause, action } = causes.find(row => row.text.test(text)) ?? unknown;
  if (tokenSource === 'user') {
    return {
      code: 'TOKEN_REJECTED',
      message: `${host} rejects your Sentry token: ${cause}.`,
      action: 'Choose Connect to Sentry again.',
    };
  }
  if (tokenSource === 'token-exchange') {
    return {
      code: 'TOKEN_REJECTED',
      message: `${host} rejects the token that the security token service gave out for you: ${cause}.`,
      action: `The platform team checks that the service of the Sentry instance \`${instance}\` gives out tokens of this Sentry.`,
    };
  }
  if (tokenSource === 'dsn') {
    return {
      code: 'TOKEN_REJECTED',
      message: `${host} rejects the DSN: it is mistyped, switched off or of another server.`,
      action:
        "Copy it again from the project's settings in Sentry, Client Keys (DSN).",
    };
  }
  return {
    code: 'TOKEN_REJECTED',
    message: `${host} rejects the token of the Sentry instance \`${instance}\`: ${cause}.`,
    action: `The platform team ${action}, and sets it in the instance's config.`,
  };
}
