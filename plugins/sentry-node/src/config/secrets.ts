const CREATE =
  'Create an internal integration in Sentry (Settings, Developer Settings) with read access to Issue & Event, Organization and Project, and use its token.';

interface Mistake {
  is: RegExp;
  fault: string;
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
    fault:
      'it is an organization auth token, which has only the scope org:ci, for releases and source maps, and cannot read issues',
    fix: CREATE,
  },
  {
    is: /^https?:\/\/[^/]*@/i,
    fault:
      'it is a DSN, which names a project for programs that send events; it proves no identity, and Sentry lets it read no issues',
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

/** What is wrong with a token, and the fix; never any part of the token itself. */
export function findTokenFault(token: string): string | undefined {
  return findMistake(tokens, token);
}

/** The same for a legacy API key. */
export function findKeyFault(key: string): string | undefined {
  return findMistake(keys, key);
}

/** Whether a text is a token by its form, wherever it stands: then it is not shown. */
export function looksLikeToken(text: string): boolean {
  return /^(sntry[a-z]_|[0-9a-f]{40,}$)/i.test(text);
}

function findMistake(mistakes: Mistake[], value: string): string | undefined {
  const mistake = mistakes.find(({ is }) => is.test(value));
  return mistake && `${mistake.fault}. ${mistake.fix}`;
}
