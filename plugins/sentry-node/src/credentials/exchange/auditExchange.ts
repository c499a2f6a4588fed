import type { AuditorService } from '@backstage/backend-plugin-api';
import { SentryProblemError } from '../../problems/SentryProblemError';
import type { ExchangeSubject } from './exchangeProblems';

/** Refusals of the service or its policy; all others are failures. */
const refusals = new Set([
  'NOT_CONFIGURED',
  'NOT_CONNECTED',
  'SCOPE_MISSING',
  'TOKEN_REJECTED',
]);

/**
 * Does an exchange and tells Backstage's auditor of it: for whom, at which service,
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
