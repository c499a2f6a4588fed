import { withoutCredentialForms } from './credentialForms';
import { withoutPersonalData } from './personalData';
import { shorten } from './shorten';
import { withoutUrlSecrets } from './withoutUrlSecrets';

/** Sentry cuts titles and messages far below; to search more would hold up everything else. */
const MAX_LENGTH = 2_000;

/**
 * Text that programs wrote, such as the title of an issue, as it may leave the
 * backend: bounded, without e-mail and IP addresses, without secrets that addresses hold and
 * without what is plainly a credential. `undefined` for none.
 */
export function tidyText(text: string | null | undefined): string | undefined {
  if (!text?.trim()) {
    return undefined;
  }
  return withoutCredentials(withoutUrlSecrets(shorten(text, MAX_LENGTH)));
}

/** Without what is plainly a credential or somebody's address; for code, in which names are no secrets. */
export function withoutCredentials(text: string): string {
  return withoutPersonalData(withoutCredentialForms(text));
}
