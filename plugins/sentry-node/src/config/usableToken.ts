import { configError } from './configError';

const CREATE =
  'Create an internal integration in Sentry (Settings, Developer Settings) with read access to Issue & Event, Organization and Project, and use its token.';

/** Values that are given for a token by mistake, and what to do instead. */
const mistakes: { is: RegExp; fault: string; fix: string }[] = [
  {
    is: /^sntrys_/,
    fault:
      'it is an organization auth token, which has only the scope org:ci and cannot read issues',
    fix: CREATE,
  },
  {
    is: /^https?:\/\//i,
    fault:
      'it is a URL such as a DSN, which lets programs send events but not read issues',
    fix: CREATE,
  },
  {
    is: /^bearer\s/i,
    fault: 'it starts with `Bearer`',
    fix: 'Give the token alone.',
  },
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

/** @throws InputError that never shows the token */
export function assertUsableToken(token: string, path: string): void {
  const mistake = mistakes.find(({ is }) => is.test(token));
  if (mistake) {
    throw configError(path, mistake.fault, mistake.fix);
  }
}
