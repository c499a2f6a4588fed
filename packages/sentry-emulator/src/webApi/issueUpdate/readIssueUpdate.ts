import { serializeAssignee } from '../../serialize/issue/assignee';
import { SentryApiError } from '../errors';
import { applyUpdate } from './applyUpdate';
import { readAssignee } from './readAssignee';
import { readStatus } from './readStatus';
import { fieldErrors, updateSchema, type IssueUpdate } from './updateSchema';
import type { Organization } from '../../directory';
import type { Issue } from '../../store/Issue';
import type { ApiContext } from '../types';

/** A change that is known to be possible. */
export interface ReadIssueUpdate {
  /** Makes it. */
  apply(): void;
  /** What a change of several issues is answered with. */
  readonly answer: Record<string, unknown>;
}

/**
 * Reads the body of a change completely before anything changes: Sentry's
 * serializer answers 400 with the messages of each wrong field.
 *
 * @throws SentryApiError
 */
export function readIssueUpdate(
  body: unknown,
  options: {
    issues: readonly Issue[];
    organization: Organization;
    context: ApiContext;
    /** Id of the user who asks for it. */
    user?: string;
  },
): ReadIssueUpdate {
  const { issues, organization, context, user } = options;
  const update = parseUpdate(body);
  const assignee = readAssignee(
    update.assignedTo,
    issues,
    organization,
    context,
  );
  const status = readStatus(update, issues, context);
  const { status: _, statusDetails, substatus, assignedTo, ...rest } = update;
  return {
    apply: () => {
      const now = context.now();
      for (const issue of issues) {
        applyUpdate(issue, { ...update, assignee, status, user, now });
      }
    },
    answer: {
      ...rest,
      ...(status && {
        status: status.status,
        statusDetails: {
          ...statusDetails,
          ...(update.status === 'resolvedInNextRelease' && {
            inNextRelease: true,
          }),
        },
        ...(status.status !== 'resolved' &&
          status.substatus && { substatus: status.substatus }),
      }),
      ...(assignedTo !== undefined && {
        assignedTo: serializeAssignee(
          assignee,
          organization,
          context.directory,
        ),
      }),
    },
  };
}

/** @throws SentryApiError */
export function parseUpdate(body: unknown): IssueUpdate {
  const parsed = updateSchema.safeParse(body ?? {});
  if (!parsed.success) {
    throw new SentryApiError(400, fieldErrors(parsed.error, body));
  }
  return parsed.data;
}
