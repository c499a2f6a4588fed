import { z } from 'zod';
import { readJsonBody, type SentryFetch } from '../../http';
import { SentryProblemError } from '../../problems';
import { secretsOf, withoutSecrets } from '../../text/withoutSecrets';
import {
  refusedExchange,
  unavailableExchange,
  unexpectedExchange,
  type ExchangeSubject,
} from './problems';

/** `auth.type: token-exchange`, read and checked. */
export interface TokenExchangeSettings {
  /** Token endpoint of the security token service: https, or this machine. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** What the token is for. Default: the root of the instance's API. */
  resource?: string;
  audience?: string;
  scopes: string[];
  subjectTokenType: string;
}

/** A token as the service gave it out. */
export interface ExchangedToken {
  authorization: string;
  /** When it should be used no more, in milliseconds since 1970. */
  freshUntil: number;
  /** When it ends, in milliseconds since 1970; absent where the service does not tell. */
  expiresAt?: number;
}

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';

const MAX_ANSWER_BYTES = 100_000;
/** Of a token without an end. */
const DEFAULT_SECONDS = 60;
/** Thirty years: a longer life means none in particular. */
const LONGEST_SECONDS = 1e9;
/** A token is used no more so long before its end, or in the last tenth of a short life. */
const MARGIN_MS = 60_000;

/** RFC 8693 §2.2.1. A token of another type than Bearer would have to be proved. */
const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,16384}$/),
  token_type: z.string().regex(/^bearer$/i),
  issued_token_type: z.enum([ACCESS_TOKEN, JWT]),
  expires_in: z.coerce
    .number()
    .positive()
    .max(LONGEST_SECONDS)
    .optional()
    .catch(undefined),
});

interface RequestTokenOptions {
  settings: TokenExchangeSettings & { resource: string };
  subject: ExchangeSubject;
  subjectToken: string;
  fetch: SentryFetch;
  timeoutMs: number;
  now: () => number;
}

/**
 * One exchange, RFC 8693 §2.1, with the client's secret in HTTP Basic. Redirects are
 * not followed: the secret and the identity would go with them.
 *
 * @throws SentryProblemError and nothing else; no text of a network failure
 */
export async function requestToken(
  options: RequestTokenOptions,
): Promise<ExchangedToken> {
  const { settings, subject, fetch, now } = options;
  const signal = AbortSignal.timeout(options.timeoutMs);
  let response: Response;
  let body: Awaited<ReturnType<typeof readJsonBody>>;
  const authorization = basic(settings);
  const askedAt = now();
  try {
    response = await fetch(settings.tokenUrl, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        authorization,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: formOf(options).toString(),
    });
    body = await readJsonBody(response, { maxBytes: MAX_ANSWER_BYTES });
  } catch {
    throw new SentryProblemError(
      unavailableExchange(
        subject,
        signal.aborted ? 'no answer in time' : 'no connection',
      ),
    );
  }
  const { status } = response;
  if (status >= 300 && status < 400) {
    throw new SentryProblemError(
      unexpectedExchange(subject, 'a redirect, which is not followed,'),
    );
  }
  const value = body.kind === 'json' ? body.value : undefined;
  if (!response.ok) {
    throw new SentryProblemError(
      refusedExchange(subject, {
        status,
        body: withoutSecrets(value, [
          ...secretsOf(authorization),
          settings.clientSecret,
          options.subjectToken,
        ]),
      }),
    );
  }
  const token = tokenSchema.safeParse(value).data;
  if (!token) {
    throw new SentryProblemError(
      unexpectedExchange(subject, 'something that is no Bearer token'),
    );
  }
  const lifeMs = (token.expires_in ?? DEFAULT_SECONDS) * 1000;
  return {
    authorization: `Bearer ${token.access_token}`,
    freshUntil: askedAt + lifeMs - Math.min(MARGIN_MS, lifeMs / 10),
    ...(token.expires_in !== undefined && { expiresAt: askedAt + lifeMs }),
  };
}

function formOf({ settings, subjectToken }: RequestTokenOptions) {
  return new URLSearchParams({
    grant_type: GRANT_TYPE,
    resource: settings.resource,
    ...(settings.audience && { audience: settings.audience }),
    scope: settings.scopes.join(' '),
    requested_token_type: ACCESS_TOKEN,
    subject_token: subjectToken,
    subject_token_type: settings.subjectTokenType,
  });
}

/** RFC 6749 §2.3.1: both parts are form-encoded first. */
function basic({ clientId, clientSecret }: TokenExchangeSettings): string {
  const encode = (text: string) =>
    new URLSearchParams({ '': text }).toString().slice(1);
  const pair = `${encode(clientId)}:${encode(clientSecret)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
