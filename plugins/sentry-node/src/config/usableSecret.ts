import { configError } from './configError';
import { describeOrganizationToken } from './describeOrganizationToken';

const CREATE =
  'Create an internal integration in Sentry (Settings, Developer Settings) with read access to Issue & Event, Organization and Project, and use its token.';

interface Mistake {
  is: RegExp;
  fault: string | ((value: string) => string);
  fix: string;
}

/** What is given for a secret of any kind by mistake, and what to do instead. */
const always: Mistake[] = [
  {
    is: /^\$\{?\w+\}?$/,
    fault: 'it is the name of a variable instead of its value',
    fix: 'Write it as ${SENTRY_TOKEN} in app-config, and set that variable.',
  },
  {
    // A header takes nothing else, and what fetch throws then quotes the value.
    is: /[^\x21-\x7e]/,
    fault:
      'it has a space, a line break or another character that no token has',
    fix: 'Copy the token again, whole and alone.',
  },
];

const tokens: Mistake[] = [
  {
    is: /^sntrys_/,
    fault: value =>
      `it is an organization auth token${describeOrganizationToken(value)}, which has only the scope org:ci, for releases and source maps, and cannot read issues`,
    fix: CREATE,
  },
  {
    is: /^https?:\/\/[^/]*@/i,
    fault:
      'it is a DSN, which names a project for programs that send events; it proves nobody, and Sentry lets it read no issues',
    fix: CREATE,
  },
  {
    is: /^https?:\/\//i,
    fault: 'it is a URL',
    fix: `The address of the server belongs into \`baseUrl\`. ${CREATE}`,
  },
  {
    is: /^(bearer|basic|dsn)\s/i,
    fault: 'it starts with the name of a scheme, such as `Bearer`',
    fix: 'Give the token alone.',
  },
  ...always,
];

const keys: Mistake[] = [
  {
    is: /^sntry[a-z]_/,
    fault: 'it is a token and no API key',
    fix: 'Use `auth: { type: token, token: … }` for it.',
  },
  {
    is: /:/,
    fault: 'it has a colon, which no API key has',
    fix: 'Give the key alone, without a password after it.',
  },
  ...always,
];

/** @throws InputError that never shows the token */
export function assertUsableToken(token: string, path: string): void {
  refuse(tokens, token, path);
}

/** @throws InputError that never shows the key */
export function assertUsableKey(key: string, path: string): void {
  refuse(keys, key, path);
}

function refuse(mistakes: Mistake[], value: string, path: string): void {
  const mistake = mistakes.find(({ is }) => is.test(value));
  if (mistake) {
    const { fault, fix } = mistake;
    throw configError(
      path,
      typeof fault === 'string' ? fault : fault(value),
      fix,
    );
  }
}
