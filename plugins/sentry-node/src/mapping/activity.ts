import type {
  SentryActivity,
  SentryActivityKind,
} from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import { tidyName, tidyText } from '../text/mask';
import {
  compact,
  known,
  priorities,
  toHttpUrl,
  toIsoDate,
  toNumber,
} from './fields';
import { toAssignee } from './issue';
import {
  amount,
  fieldsOf,
  listOf,
  maybe,
  maybeList,
  maybeWord,
  plainOf,
  text,
} from './read';

const MAX_ITEMS = 100;
/** Sentry takes no longer comments by far. */
const MAX_TEXT = 10_000;

const personSchema = maybe(z.object({ id: maybeWord, name: text }));

export const rawActivitySchema = z.object({
  id: maybeWord,
  type: text,
  user: personSchema,
  sentry_app: maybe(z.object({ name: text })),
  dateCreated: text,
  data: z.unknown(),
});

/** An issue, as far as its activity goes: what the issue's own answer has. */
export const activityOfIssueSchema = z.object({
  activity: maybeList(rawActivitySchema, MAX_ITEMS),
});

/** Sentry's names, those of older servers too. */
const kinds: Record<string, SentryActivityKind> = {
  note: 'comment',
  assigned: 'assigned',
  unassigned: 'unassigned',
  set_resolved: 'resolved',
  set_resolved_by_age: 'resolved',
  set_resolved_in_release: 'resolved',
  set_resolved_in_commit: 'resolved',
  set_resolved_in_pull_request: 'resolved',
  set_unresolved: 'unresolved',
  auto_set_ongoing: 'unresolved',
  set_regression: 'regressed',
  set_escalating: 'escalating',
  set_ignored: 'archived',
  set_priority: 'priority',
  mark_reviewed: 'reviewed',
  merge: 'merged',
  unmerge_source: 'unmerged',
  unmerge_destination: 'unmerged',
  create_issue: 'linked',
  first_seen: 'first-seen',
};

/** @returns `[]` where it says neither what nor when */
export function toActivity(
  raw: z.infer<typeof rawActivitySchema>,
): SentryActivity | [] {
  const date = toIsoDate(raw.dateCreated);
  const type = raw.type ?? '';
  const isSeer = /^seer_/.test(type);
  const kind = isSeer
    ? 'seer'
    : (Object.hasOwn(kinds, type) && kinds[type]) || 'other';
  if (!date) {
    return [];
  }
  return compact<SentryActivity>({
    id: raw.id && /^[\w-]{1,64}$/.test(raw.id) ? raw.id : `${type}-${date}`,
    kind,
    date,
    actor: nameOfPerson(raw.user) ?? tidyText(raw.sentry_app?.name, 200),
    ...detailsOf(kind, fieldsOf(raw.data)),
  });
}

function nameOfPerson(person: z.infer<typeof personSchema>) {
  return (
    person?.name &&
    toAssignee({ type: 'user', id: person.id, name: person.name })?.name
  );
}

function detailsOf(
  kind: SentryActivityKind,
  data: Record<string, unknown>,
): Partial<SentryActivity> {
  const label = plainOf(data.title) ?? plainOf(data.label);
  switch (kind) {
    case 'comment':
      return { text: tidyText(plainOf(data.text), MAX_TEXT) };
    case 'assigned': {
      const { assignee, assigneeType, assigneeName, assigneeEmail } = data;
      const name = plainOf(assigneeName) ?? plainOf(assigneeEmail);
      return {
        assignee: toAssignee({
          type: assigneeType === 'team' ? 'team' : 'user',
          id: plainOf(assignee),
          name,
        })?.name,
      };
    }
    case 'resolved':
      return {
        // Empty where it is the next one.
        release: tidyName(plainOf(data.version), 250),
        commit: commitOf(data.commit),
        link: linkOf(fieldsOf(data.pullRequest)),
      };
    case 'regressed':
      return { release: tidyName(plainOf(data.version), 250) };
    case 'priority':
      return { priority: known(priorities, plainOf(data.priority)) };
    case 'merged':
      return { count: listOf(data.issues).length || undefined };
    case 'linked':
      return { link: linkOf({ title: label, externalUrl: data.location }) };
    default:
      return {};
  }
}

function commitOf(commit: unknown): string | undefined {
  const id = plainOf(fieldsOf(commit).id);
  return id && /^[0-9a-f]{7,64}$/i.test(id) ? id : undefined;
}

function linkOf({
  title,
  externalUrl,
}: Record<string, unknown>): SentryActivity['link'] {
  const url = toHttpUrl(plainOf(externalUrl));
  return url ? { label: tidyText(plainOf(title), 200) ?? url, url } : undefined;
}

/** A comment of GlitchTip, in the shape of Sentry's activity. */
export const commentSchema = z
  .object({
    id: maybeWord,
    user: personSchema,
    dateCreated: text,
    data: z.unknown(),
  })
  .transform(raw => ({ ...raw, type: 'note', sentry_app: undefined }));

export const userReportSchema = z.object({
  id: maybeWord,
  comments: text,
  dateCreated: text,
  eventID: maybeWord,
  event: maybe(z.object({ eventID: maybeWord })),
});

/** Of each replay count: by the number of the issue. */
export const replayCountSchema = z.record(z.string(), amount);

export function replaysOf(
  counts: z.infer<typeof replayCountSchema>,
  issue: string,
): number {
  return toNumber(counts[issue]) ?? 0;
}
