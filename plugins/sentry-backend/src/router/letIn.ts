import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import type { Admission, EntityAccess } from '../access';
import type { SentryAudit, SentryUse } from '../audit';
import { readCaller } from './readCaller';

/** @internal */
export interface LetInOptions<T> {
  audit: SentryAudit;
  /** What is told of it; what is decided here is noted in it. */
  use: SentryUse;
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
  /** Decides who is let in, and throws for the others. */
  check: (caller: SentryCaller) => Promise<Admission>;
  answer: (admission: Admission) => Promise<T>;
}

/** Answers a caller who is let in. Whether they were, and how it ended, is an audit event. */
export async function letIn<T>(options: LetInOptions<T>): Promise<T> {
  const { audit, use, credentials, check, answer } = options;
  return audit.record(use, async () => {
    const admission = await check(readCaller(use.request, credentials));
    use.entity = admission.entity;
    // Who may read may not yet change anything: that is decided, and noted, after this.
    use.admitted = !use.change;
    return answer(admission);
  });
}

/** The same for the routes below `/entities/:kind/:namespace/:name`. */
export async function letInToEntity<T>(
  options: Omit<LetInOptions<T>, 'check'> & { access: EntityAccess },
): Promise<T> {
  const { access, use } = options;
  const { kind, namespace, name } = use.request.params;
  const ref = { kind, namespace, name };
  use.entityRef = stringifyEntityRef(ref);
  return letIn({ ...options, check: caller => access.check(ref, caller) });
}
