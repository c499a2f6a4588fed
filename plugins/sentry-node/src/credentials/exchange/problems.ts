import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import { safeAddress, safeText } from '../../text/mask';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { SentryProblemError } from '../../problems';

/** What the problems of an exchange name. */
export interface ExchangeSubject {
  instance: string;
  /** Host of the security token service. */
  host: string;
  resource: string;
  /** The name that the service has for it, where config gives one. */
  audience?: string;
  scopes: string[];
}

const errorSchema = z.object({
  error: z.string(),
  error_description: z.string().optional().catch(undefined),
  error_uri: z.string().optional().catch(undefined),
});

/** By the errors of RFC 6749 §5.2, RFC 8693 §2.2.2, RFC 8707 §2 and OpenID Connect Core §3.1.2.6. */
function refusal(
  error: string,
  { host, instance, resource, scopes }: ExchangeSubject,
): SentryProblem | undefined {
  const service = `The security token service ${host}`;
  switch (error) {
    case 'invalid_client':
    case 'unauthorized_client':
    case 'unsupported_grant_type':
      return {
        code: 'NOT_CONFIGURED',
        message: `${service} does not accept Backstage as a client that may exchange tokens.`,
        action: `Ask your platform team to check \`clientId\` and \`clientSecret\` of the Sentry instance \`${instance}\`, and that the service allows this client the token exchange.`,
      };
    case 'invalid_grant':
    case 'invalid_request':
      // What RFC 8693 has for a subject token that is invalid or unacceptable.
      return {
        code: 'TOKEN_REJECTED',
        message: `${service} does not accept your Backstage identity.`,
        action:
          "Sign in to Backstage again. If this continues, ask your platform team to check that the service trusts the keys of Backstage's auth backend, and `subjectTokenType`.",
      };
    case 'interaction_required':
    case 'consent_required':
    case 'login_required':
      return {
        code: 'NOT_CONNECTED',
        message: `${service} needs you to agree or to sign in there first.`,
        action: `Sign in to ${host}, agree to the access, and try again.`,
      };
    case 'access_denied':
      return {
        code: 'SCOPE_MISSING',
        message: `The policy of the security token service ${host} gives you no access to Sentry.`,
        action: `Ask the administrator of ${host} for access.`,
      };
    case 'invalid_scope':
      return {
        code: 'SCOPE_MISSING',
        message: `${service} gives you no token with the scopes ${scopes.join(', ')}.`,
        action: `Ask your platform team to check \`scopes\` of the Sentry instance \`${instance}\` against what the service may give.`,
      };
    case 'invalid_target':
      return {
        code: 'NOT_CONFIGURED',
        message: `${service} issues no tokens for ${resource}.`,
        action: `Ask your platform team to check \`resource\` and \`audience\` of the Sentry instance \`${instance}\`, and to register that address with the service.`,
      };
    default:
      return undefined;
  }
}

/** The problem that a refusal of the service amounts to. */
export function refusedExchange(
  subject: ExchangeSubject,
  { status, body }: { status: number; body: unknown },
): SentryProblem {
  const answer = errorSchema.safeParse(body).data;
  const problem = answer && refusal(answer.error, subject);
  if (!problem) {
    return status >= 500 || status === 429
      ? unavailableExchange(subject, `status ${status}`)
      : unexpectedExchange(subject, `status ${status}`);
  }
  const reason = safeText(answer.error_description ?? '');
  return {
    ...problem,
    message: `${problem.message}${reason && ` It says: ${reason}`}`,
    ...documentationOf(answer.error_uri),
  };
}

export function unavailableExchange(
  { host }: ExchangeSubject,
  what: string,
): SentryProblem {
  return {
    code: 'UPSTREAM_UNAVAILABLE',
    message: `The security token service ${host}, which issues the tokens for Sentry, failed or can't be reached (${what}).`,
    action: `Try again in a minute. If this continues, ask your platform team to check \`tokenUrl\`, and that Backstage can reach ${host}.`,
  };
}

export function unexpectedExchange(
  { host, instance }: ExchangeSubject,
  what: string,
): SentryProblem {
  return {
    code: 'UPSTREAM_UNEXPECTED',
    message: `The security token service ${host} returned ${what} instead of a token.`,
    action: `Ask your platform team to check that \`tokenUrl\` of the Sentry instance \`${instance}\` is the token endpoint of a service with token exchange (RFC 8693).`,
  };
}

/** Names the page to agree on, which can be trusted as far as its service. */
function documentationOf(uri: string | undefined) {
  const url = uri === undefined ? null : URL.parse(uri);
  const documentation =
    url?.protocol === 'https:' && !url.username ? safeAddress(url) : undefined;
  return documentation === undefined ? {} : { documentation };
}

/** Refusals of the service or its policy; all others are failures. */
const refusals = new Set([
  'NOT_CONFIGURED',
  'NOT_CONNECTED',
  'SCOPE_MISSING',
  'TOKEN_REJECTED',
]);

/**
 * Does an exchange, as an event of Backstage's auditor: for whom, at which service,
 * what for, and how it ended. Never a token, nor a text of the service's.
 */
export async function auditExchange<T>(
  options: {
    auditor: AuditorService;
    subject: ExchangeSubject;
    userEntityRef: string;
  },
  exchange: () => Promise<T>,
): Promise<T> {
  const { auditor, subject, userEntityRef } = options;
  const event = await auditor.createEvent({
    eventId: 'token-exchange',
    severityLevel: 'medium',
    meta: {
      operation: 'token-exchange',
      // The auditor's actor is the plugin: the exchange is no request of its own.
      user: userEntityRef,
      instance: subject.instance,
      credential: 'token-exchange',
      service: subject.host,
      resource: subject.resource,
      ...(subject.audience && { audience: subject.audience }),
      scopes: subject.scopes,
    },
  });
  let result: T;
  try {
    result = await exchange();
  } catch (error) {
    const outcome =
      error instanceof SentryProblemError ? error.code : 'UPSTREAM_UNEXPECTED';
    await event.fail({
      // Not the error itself: its message may repeat what the service says.
      error: new Error(outcome),
      meta: {
        decision: refusals.has(outcome) ? 'denied' : 'undecided',
        outcome,
      },
    });
    throw error;
  }
  await event.success({ meta: { decision: 'allowed', outcome: 'succeeded' } });
  return result;
}
