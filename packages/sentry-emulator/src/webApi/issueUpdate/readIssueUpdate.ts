import { serializeAssignee } from '../../serialize/issue';
import { SentryApiError } from '../http';
import { applyUpdate } from './applyUpdate';
import { readStatus } from './readStatus';
import type { Organization } from '../../directory';
import type { Issue } from '../../store/Issue';
import type { ApiContext } from '../types';
import { z } from 'zod';
import type { Assignee } from '../../store/types';

/** A change that is known to be possible. */
interface ReadIssueUpdate {
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

const integer = z.coerce.number<number | string>().int().nonnegative();

/** What can be said of an issue, as far as the emulator heeds it. */
const updateSchema = z.object({
  status: z
    .enum([
      'resolved',
      'unresolved',
      'ignored',
      'resolvedInNextRelease',
      'muted',
    ])
    .optional(),
  statusDetails: z
    .object({
      inNextRelease: z.boolean().optional(),
      inRelease: z.string().optional(),
      inCommit: z
        .object({ commit: z.string(), repository: z.string() })
        .optional(),
      ignoreDuration: integer.optional(),
      ignoreCount: integer.optional(),
      ignoreWindow: integer.optional(),
      ignoreUserCount: integer.optional(),
      ignoreUserWindow: integer.optional(),
    })
    .optional(),
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
  assignedTo: z.string().optional(),
  priority: z.enum(['low', 'medium', 'high']).optional(),
  inbox: z.boolean().optional(),
  hasSeen: z.boolean().optional(),
  isBookmarked: z.boolean().optional(),
  isSubscribed: z.boolean().optional(),
  isPublic: z.boolean().optional(),
});

export type IssueUpdate = z.infer<typeof updateSchema>;
export type StatusDetails = NonNullable<IssueUpdate['statusDetails']>;

type FieldErrors = { [field: string]: string[] | FieldErrors };

/** What is wrong with each field, in the words of Django REST Framework. */
function fieldErrors(error: z.ZodError, body: unknown): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    const message = messageOf(issue, valueAt(body, path));
    setAt(errors, path.length > 0 ? path : ['nonFieldErrors'], [message]);
  }
  return errors;
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    return `"${String(value)}" is not a valid choice.`;
  }
  if (issue.code === 'too_small') {
    return `Ensure this value is greater than or equal to ${issue.minimum}.`;
  }
  if (value === undefined) {
    return 'This field is required.';
  }
  if (value === null) {
    return 'This field may not be null.';
  }
  switch (issue.code === 'invalid_type' ? issue.expected : undefined) {
    case 'number':
    case 'int':
      return 'A valid integer is required.';
    case 'boolean':
      return 'Must be a valid boolean.';
    case 'string':
      return 'Not a valid string.';
    default:
      return `Invalid data. Expected a dictionary, but got ${typeof value}.`;
  }
}

function valueAt(body: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? new Map(Object.entries(value)).get(key)
        : undefined,
    body,
  );
}

function setAt(errors: FieldErrors, path: string[], value: string[]): void {
  const [field, ...rest] = path;
  if (rest.length === 0) {
    errors[field] = value;
    return;
  }
  const known = errors[field];
  const nested = known && !Array.isArray(known) ? known : {};
  setAt(nested, rest, value);
  errors[field] = nested;
}

/**
 * Who is meant by `team:12`, `user:5`, a bare user id, a user name or an e-mail
 * address; nobody by an empty text. Without open membership a team must have the issues'
 * projects, and a user be in one of the teams that have them.
 *
 * @throws SentryApiError where nobody is called so
 */
function readAssignee(
  text: string | undefined,
  issues: readonly Issue[],
  organization: Organization,
  { directory }: ApiContext,
): Assignee | undefined {
  if (!text) {
    return undefined;
  }
  const { openMembership = true } = organization;
  const [, kind, id] = /^(team|user):(.+)$/.exec(text) ?? [];
  if (kind === 'team') {
    const team = directory
      .teams(organization)
      .find(candidate => candidate.id === id);
    if (!team) {
      throw invalid('Unknown actor input');
    }
    if (
      !openMembership &&
      !issues.every(({ project }) => team.projects.includes(project.id))
    ) {
      throw invalid('Cannot assign to a team without access to the project');
    }
    return { type: 'team', id: team.id };
  }
  const member = directory.member(organization, id ?? text);
  if (!member) {
    throw invalid('Unknown actor input');
  }
  if (
    !openMembership &&
    !issues.every(({ project }) =>
      directory.membersOf(project).includes(member),
    )
  ) {
    throw invalid('Cannot assign to non-team member');
  }
  return { type: 'user', id: member.id };
}

function invalid(message: string): SentryApiError {
  return new SentryApiError(400, { assignedTo: [message] });
}
