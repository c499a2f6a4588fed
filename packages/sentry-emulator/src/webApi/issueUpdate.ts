import { z } from 'zod';
import { SentryApiError } from './errors';
import type { Organization } from '../directory';
import type { Issue } from '../store/Issue';
import type { Assignee } from '../store/types';
import type { ApiContext } from './types';

const updateSchema = z.object({
  status: z.enum(['resolved', 'unresolved', 'ignored']).optional(),
  substatus: z
    .enum([
      'archived_until_escalating',
      'archived_until_condition_met',
      'archived_forever',
      'ongoing',
      'new',
      'escalating',
      'regressed',
    ])
    .nullish(),
  assignedTo: z.string().nullish(),
  priority: z.enum(['low', 'medium', 'high']).optional(),
  inbox: z.boolean().optional(),
});

type IssueUpdate = z.infer<typeof updateSchema>;

/**
 * Reads the body of a change completely before anything changes: Sentry's
 * serializer answers 400 with the messages of each wrong field.
 *
 * @returns what makes the change
 */
export function readIssueUpdate(
  body: unknown,
  organization: Organization,
  context: ApiContext,
): (issue: Issue) => void {
  const parsed = updateSchema.safeParse(body ?? {});
  if (!parsed.success) {
    throw new SentryApiError(400, fieldErrors(parsed.error, body));
  }
  const update = parsed.data;
  const assignee = readAssignee(update, organization, context);
  return issue => {
    changeStatus(issue, update);
    if (update.assignedTo !== undefined) {
      issue.assignee = assignee;
    }
    if (update.priority) {
      issue.prioritize(update.priority, context.now());
    }
    if (update.inbox !== undefined) {
      issue.reviewed = !update.inbox;
    }
  };
}

function changeStatus(issue: Issue, { status, substatus }: IssueUpdate): void {
  if (status === 'resolved') {
    issue.resolve();
  } else if (status === 'unresolved') {
    issue.reopen();
  } else if (status === 'ignored') {
    issue.archive(
      substatus?.startsWith('archived_')
        ? archivedSubstatus(substatus)
        : 'archived_until_escalating',
    );
  }
}

function archivedSubstatus(substatus: string) {
  switch (substatus) {
    case 'archived_forever':
    case 'archived_until_condition_met':
      return substatus;
    default:
      return 'archived_until_escalating';
  }
}

/** `team:12`, `user:5`, a bare user id, a user name or e-mail; empty for nobody. */
function readAssignee(
  { assignedTo }: IssueUpdate,
  organization: Organization,
  { directory }: ApiContext,
): Assignee | undefined {
  if (!assignedTo) {
    return undefined;
  }
  const [, kind, id] = /^(team|user):(.+)$/.exec(assignedTo) ?? [];
  if (kind === 'team') {
    const team = directory
      .teams(organization)
      .find(candidate => candidate.id === id);
    if (team) {
      return { type: 'team', id: team.id };
    }
  } else {
    const member = directory.member(organization, id ?? assignedTo);
    if (member) {
      return { type: 'user', id: member.id };
    }
  }
  throw new SentryApiError(400, {
    assignedTo: ['Unknown actor input'],
  });
}

function fieldErrors(error: z.ZodError, body: unknown): unknown {
  const given: Record<string, unknown> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const errors: Record<string, string[]> = {};
  for (const { path } of error.issues) {
    const field = String(path[0] ?? 'nonFieldErrors');
    errors[field] = [`"${String(given[field])}" is not a valid choice.`];
  }
  return errors;
}
