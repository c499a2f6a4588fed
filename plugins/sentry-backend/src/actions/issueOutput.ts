import {
  sentryProjectName,
  type SentryAnswerMeta,
  type SentryAssignee,
  type SentryIssue,
  type SentryIssuesPage,
} from 'backstage-plugin-sentry-common';
import { describeProblems } from './failures';
import type { Zod } from './inputs';
import { fence, plain } from './untrusted';

const MAX_TITLE = 200;
const MAX_CULPRIT = 120;
const MAX_FENCE = 400;
const MAX_NAME = 60;
const MAX_LINK = 200;
const MAX_ENTITIES = 20;
const MAX_PROJECTS = 150;

/** An issue for agents: what Sentry counted and decided. Its texts come apart. */
export function toIssue(issue: SentryIssue) {
  const { category, isUnhandled, assignee, project } = issue;
  return {
    shortId: issue.shortId,
    id: issue.id,
    project: plain(project.slug, MAX_NAME),
    status: issue.status,
    substatus: issue.substatus,
    priority: issue.priority,
    level: issue.level,
    category: category === 'error' ? undefined : category,
    isUnhandled: isUnhandled || undefined,
    count: issue.count,
    userCount: issue.userCount,
    firstSeen: issue.firstSeen,
    lastSeen: issue.lastSeen,
    assignee: nameAssignee(assignee),
    link: toLink(issue.permalink),
  };
}

/** Such as `Checkout (team:12)`; `update-issue` takes either part. */
export function nameAssignee(
  assignee: SentryAssignee | null | undefined,
): string | undefined {
  return assignee
    ? `${plain(assignee.name, MAX_NAME)} (${assignee.type}:${assignee.id})`
    : undefined;
}

/** A cut address leads nowhere: rather none. */
export function toLink(
  url: string | undefined,
  max = MAX_LINK,
): string | undefined {
  return url && url.length <= max ? url : undefined;
}

/** What strangers wrote of an issue, as lines. */
export function issueLines({ title, culprit }: SentryIssue): string[] {
  return [
    plain(title, MAX_TITLE),
    ...(culprit ? [`in ${plain(culprit, MAX_CULPRIT)}`] : []),
  ];
}

/** A page of issues for agents. */
export function toIssueList(page: SentryIssuesPage) {
  const { items, pageInfo, totalItems, totalIsEstimate, links } = page;
  return {
    issues: items.map(issue => ({
      ...toIssue(issue),
      untrusted: fence(issueLines(issue), MAX_FENCE),
    })),
    total: totalItems,
    totalIsEstimate: totalIsEstimate || undefined,
    nextCursor: pageInfo.nextCursor,
    link: links.sentry,
    entities: entitiesOf(page),
    ...toMeta(page),
  };
}

/** The entities of the issues on the page; absent for an entity with projects of its own. */
function entitiesOf({ items, entities }: SentryIssuesPage) {
  const slugs = new Map(
    items.map(({ project }) => [sentryProjectName(project), project.slug]),
  );
  return entities
    ?.map(({ ref, projects }) => ({
      ref,
      projects: plain(
        projects.flatMap(name => slugs.get(name) ?? []).join(', '),
        MAX_PROJECTS,
      ),
    }))
    .filter(({ projects }) => projects)
    .slice(0, MAX_ENTITIES);
}

/** How current an answer is, and what is missing from it. */
export function toMeta({
  fetchedAt,
  stale,
  partial,
  problems,
}: SentryAnswerMeta) {
  return {
    fetchedAt,
    stale: stale || undefined,
    partial: partial || undefined,
    problems: describeProblems(problems),
  };
}

/** Schema of `toIssue`. */
export function issueSchema(zod: Zod) {
  return {
    shortId: zod.string().optional(),
    id: zod.string(),
    project: zod.string(),
    status: zod.string().optional(),
    substatus: zod.string().optional(),
    priority: zod.string().optional(),
    level: zod.string().optional(),
    category: zod.string().optional(),
    isUnhandled: zod.boolean().optional(),
    count: zod.number().describe('Events; in a list those of the window'),
    userCount: zod.number().optional(),
    firstSeen: zod.string().optional(),
    lastSeen: zod.string().optional(),
    assignee: zod.string().optional(),
    link: zod.string().optional().describe('The issue in Sentry'),
  };
}

/** Schema of `toMeta`. */
export function metaSchema(zod: Zod) {
  return {
    fetchedAt: zod.string(),
    stale: zod.boolean().optional().describe('Sentry could not be asked again'),
    partial: zod.boolean().optional(),
    problems: zod
      .array(zod.string())
      .optional()
      .describe('What is missing, why, and what to do about it'),
  };
}

/** Schema of `toIssueList`. */
export function issueListSchema(zod: Zod) {
  return zod.object({
    issues: zod.array(
      zod.object({ ...issueSchema(zod), untrusted: zod.string() }),
    ),
    total: zod.number().optional(),
    totalIsEstimate: zod.boolean().optional(),
    nextCursor: zod.string().optional().describe('Absent on the last page'),
    link: zod.string().optional().describe('The same list in Sentry'),
    entities: zod
      .array(zod.object({ ref: zod.string(), projects: zod.string() }))
      .optional()
      .describe('Which entities these issues are of, by project'),
    ...metaSchema(zod),
  });
}
