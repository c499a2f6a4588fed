import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ProvisioningPlace } from './readPlace';

/** Of the errors of fields, which Sentry nests a few levels deep. */
const MAX_DEPTH = 10;

/** What a request is for, so that its failure can be explained. */
export interface Purpose {
  /** Such as `create the project "shop"`, after "can't". */
  what: string;
  /** Any of them suffices, by Sentry's documentation. */
  scopes: string[];
  /** What to do where the token has the scope and may not. */
  onForbidden?: string;
  /** What to do where Sentry doesn't find it. */
  onMissing?: string;
  /** What to do where it is there already. */
  onConflict?: string;
  /** What to do where Sentry refuses the value of a field, by the name of the field. */
  onInvalid?: Record<string, string | undefined>;
}

/** An answer that is no success. `body` is undefined where it was no JSON. */
export interface Refusal {
  status: number;
  headers: Headers;
  body: unknown;
}

/** The error that a template shows: what failed, Sentry's words, and the next step. */
export function errorOf(
  { status, headers, body }: Refusal,
  { what, ...purpose }: Purpose,
  place: ProvisioningPlace,
): Error {
  const { host } = new URL(place.apiBaseUrl);
  const fail = (next: string) =>
    [`Can't ${what}: Sentry (${host}) answered ${status}.`, wordsOf(body), next]
      .filter(part => part)
      .join(' ');
  switch (true) {
    case status >= 300 && status < 400:
      return new InputError(fail(redirectStep(body, place)));
    case status === 400:
      return new InputError(fail(correction(body, purpose)));
    case status === 401:
      return new AuthenticationError(
        fail(`Ask your platform team to check ${place.tokenSource}.`),
      );
    case status === 403:
      return new NotAllowedError(fail(forbiddenStep(headers, purpose, place)));
    case status === 404:
      return new NotFoundError(
        fail(
          purpose.onMissing ??
            `Check the slugs, and that ${place.tokenSource} has access.`,
        ),
      );
    case status === 409:
      return new ConflictError(fail(purpose.onConflict ?? ''));
    case status === 429: {
      const seconds = headers.get('retry-after');
      return new ServiceUnavailableError(
        fail(
          `Sentry's rate limit is used up. Retry ${seconds ? `in ${seconds} s` : 'later'}.`,
        ),
      );
    }
    default:
      return new ServiceUnavailableError(
        fail('Retry this step. If this continues, ask your platform team.'),
      );
  }
}

/** The slug of today in a 302, where the project had another before. */
function newSlugOf(body: unknown): string | undefined {
  const detail = fieldOf(body, 'detail');
  const slug = fieldOf(fieldOf(detail, 'extra'), 'slug');
  return typeof slug === 'string' ? slug : undefined;
}

function redirectStep(body: unknown, place: ProvisioningPlace): string {
  const slug = newSlugOf(body);
  return slug
    ? `The project was renamed: use the slug "${slug}".`
    : `${place.apiBaseUrl} redirects elsewhere, where the token is not sent. Ask your platform team to correct the address.`;
}

/** Sentry names the scopes that would do; self-hosted servers leave them out. */
function forbiddenStep(
  headers: Headers,
  { scopes, onForbidden }: Omit<Purpose, 'what'>,
  { tokenSource }: ProvisioningPlace,
): string {
  const challenge = headers.get('www-authenticate') ?? '';
  const [, named] = /insufficient_scope.*scope="([^"]*)"/.exec(challenge) ?? [];
  if (named) {
    return `The token lacks a scope: it needs ${scopes.join(' or ')} (Sentry accepts ${named.split(' ').join(', ')}). Ask your platform team to add it to ${tokenSource}.`;
  }
  return [
    scopes.length > 0 &&
      `Ask your platform team whether ${tokenSource} has the scope ${scopes.join(' or ')}.`,
    onForbidden,
  ]
    .filter(part => part)
    .join(' ');
}

function correction(body: unknown, { onInvalid = {} }: Omit<Purpose, 'what'>) {
  const advice = Object.entries(onInvalid).flatMap(([field, text]) =>
    text && fieldOf(body, field) !== undefined ? text : [],
  );
  return advice.join(' ') || 'Correct the input of this step.';
}

/** `{detail}`, or Django's lists of what is wrong with each field. */
function wordsOf(body: unknown): string {
  const detail = fieldOf(body, 'detail');
  const words = [detail, fieldOf(detail, 'message')].find(
    one => typeof one === 'string',
  );
  const text = (words ?? fieldErrors(body).join(' ')).trim().slice(0, 500);
  return text && !/[.!?]$/.test(text) ? `${text}.` : text;
}

function fieldErrors(value: unknown, name = '', depth = 0): string[] {
  if (depth > MAX_DEPTH) {
    return [];
  }
  if (typeof value === 'string') {
    return [name ? `${name}: ${value}` : value];
  }
  if (Array.isArray(value)) {
    return value.flatMap(one => fieldErrors(one, name, depth + 1));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) =>
        fieldErrors(one, key, depth + 1),
      )
    : [];
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
