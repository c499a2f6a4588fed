import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../access/types';
import type { EntityAccess } from '../access/EntityAccess';
import type { Changing, SentryUse, SentryAudit } from '../audit/SentryAudit';
import { readCaller } from './parameters';

/** @internal */
export interface LetInOptions {
  audit: SentryAudit;
  /** What is told of it. */
  use: SentryUse;
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
  /** Decides who is let in, and throws for the others. */
  check: (caller: SentryCaller) => Promise<AuthorizedEntity>;
}

/** @internal */
export type LetInToEntityOptions = Omit<LetInOptions, 'check'> & {
  access: EntityAccess;
};

type Answer<T> = (authorized: AuthorizedEntity) => Promise<T>;

/** Answers a caller who is let in. Whether they were, and how it ended, is an audit event. */
export async function letIn<T>(
  options: LetInOptions & { answer: Answer<T> },
): Promise<T> {
  const { audit, use, answer } = options;
  return audit.record(use, { admit: () => admit(options), answer });
}

/** The same for the routes below `/entities/:kind/:namespace/:name`. */
export async function letInToEntity<T>(
  options: LetInToEntityOptions & { answer: Answer<T> },
): Promise<T> {
  return letIn({ ...options, ...toEntity(options) });
}

/**
 * The same for those of them that change something, which is an event before that. Access is
 * checked afresh.
 */
export async function letInToChange<T>(
  options: LetInToEntityOptions & Pick<Changing<AuthorizedEntity, T>, 'plan'>,
): Promise<T> {
  const { audit, plan } = options;
  const letting = { ...options, ...toEntity(options, { isAfresh: true }) };
  return audit.recordChange(letting.use, { admit: () => admit(letting), plan });
}

async function admit({ use, credentials, check }: LetInOptions) {
  return check(readCaller(use.request, credentials));
}

function toEntity(
  { access, use }: LetInToEntityOptions,
  options: { isAfresh?: boolean } = {},
): Pick<LetInOptions, 'use' | 'check'> {
  const { kind, namespace, name } = use.request.params;
  const ref = { kind, namespace, name };
  return {
    use: { ...use, entityRef: stringifyEntityRef(ref) },
    check: caller => access.check(ref, caller, options),
  };
}
