import { SentryProblemError } from 'backstage-plugin-sentry-node';

/** Sentry's tokens are 64 hex digits or begin with `sntry`; its event ids, which may be shown, have 32 digits. */
const credential =
  /\b(?:bearer|basic)(?:\s|%20|\+)+[^\s"]+|\bsntry[a-z]_[^\s"]+|[0-9a-f]{40,}/gi;

/**
 * What is left of a failure when what looks like a credential is taken out of it. Whatever
 * a server or a proxy before it repeats of a request, none gets further than this. An
 * address with one is left out altogether.
 */
export function withoutCredentials(
  error: SentryProblemError,
): SentryProblemError {
  const { documentation, message, action, ...rest } = error.toProblem();
  const texts = [message, action, documentation];
  if (texts.every(text => text === undefined || isClean(text))) {
    // The same error: the client tells some apart.
    return error;
  }
  return new SentryProblemError({
    ...rest,
    message: redact(message),
    ...(action !== undefined && { action: redact(action) }),
    ...(documentation !== undefined &&
      isClean(documentation) && { documentation }),
  });
}

function isClean(text: string): boolean {
  return redact(text) === text;
}

function redact(text: string): string {
  return text.replace(credential, '[removed]');
}
