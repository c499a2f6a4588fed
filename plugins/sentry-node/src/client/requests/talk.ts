import type {
  SentryActivity,
  SentryIssueOwner,
  SentrySimilarIssue,
} from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import {
  activityOfIssueSchema,
  commentSchema,
  rawActivitySchema,
  replayCountSchema,
  replaysOf,
  toActivity,
  userReportSchema,
} from '../../mapping/activity';
import {
  autofixSchema,
  toAnalysis,
  type SentryAnalysis,
} from '../../mapping/analysis';
import { compact, toIsoDate } from '../../mapping/fields';
import { rawIssueSchema, toSentryIssue } from '../../mapping/issue';
import { eventIdOf, maybeList, text } from '../../mapping/read';
import { tidyText } from '../../text/mask';
import { apiPath } from '../http/path';

import { listProjectMembers, listProjectTeams } from './assignees';
import { ifPresent, inDialect, type Call } from './call';
import { issuePath } from './issue';
import { anotherShape, readIf, readList, readOne } from './read';
import type { SentryAnswer } from '../SentryClient';

const MAX_FEEDBACK = 20;
const MAX_SIMILAR = 10;
const MAX_OWNERS = 10;

/** By the issue's own answer, which every Sentry has; of GlitchTip its comments. */
export async function getIssueActivity(
  call: Call,
  issue: string,
): Promise<SentryActivity[]> {
  const read = async () => {
    const { isGlitchtip } = call.server;
    const answer = await call.send({
      // One endpoint, and one rate, with the issue itself.
      operation: isGlitchtip ? 'getIssueActivity' : 'getIssue',
      path: isGlitchtip
        ? issuePath(call, issue, 'comments')
        : issuePath(call, issue),
      query: isGlitchtip ? {} : { collapse: ['release', 'stats', 'tags'] },
      subject: { issue, scope: 'event:read' },
    });
    return isGlitchtip
      ? readList(answer, commentSchema).items
      : (readOne(answer, activityOfIssueSchema, 'an issue').activity ?? []);
  };
  return (await inDialect(call, read)).flatMap(toActivity);
}

/** Never sent twice. */
export async function addIssueComment(
  call: Call,
  issue: string,
  comment: string,
): Promise<SentryActivity> {
  const write = async () => {
    const { isGlitchtip } = call.server;
    const answer = await call.send({
      operation: 'addIssueComment',
      path: issuePath(call, issue, isGlitchtip ? 'comments' : 'notes'),
      json: isGlitchtip ? { data: { text: comment } } : { text: comment },
      subject: { issue, scope: 'event:write' },
    });
    return isGlitchtip
      ? readOne(answer, commentSchema, 'a comment')
      : readOne(answer, rawActivitySchema, 'a comment');
  };
  const item = toActivity(await inDialect(call, write));
  if (Array.isArray(item)) {
    throw anotherShape('a comment');
  }
  return item;
}

export async function countIssueReplays(
  call: Call,
  issue: string,
  { project }: { project: string },
): Promise<number | undefined> {
  return ifPresent(call, 'countIssueReplays', async () => {
    const answer = await call.send({
      operation: 'countIssueReplays',
      path: apiPath`/organizations/${call.organization}/replay-count/`,
      query: {
        query: `issue.id:[${issue}]`,
        statsPeriod: '90d',
        project: [project],
      },
      subject: { scope: 'org:read' },
    });
    const counts = readIf(answer, replayCountSchema);
    return counts && replaysOf(counts, issue);
  });
}

export async function listIssueFeedback(
  call: Call,
  issue: string,
): Promise<SentryAnswer<'listIssueFeedback'> | undefined> {
  return ifPresent(call, 'listIssueFeedback', async () => {
    const answer = await call.send({
      operation: 'listIssueFeedback',
      path: issuePath(call, issue, 'user-reports'),
      query: { per_page: 100 },
      subject: { issue, scope: 'event:read' },
    });
    const { items, nextCursor } = readList(answer, userReportSchema);
    const feedback = items.flatMap((raw, index) => {
      const shown = tidyText(raw.comments);
      return shown
        ? compact({
            id: /^[\w-]{1,64}$/.test(raw.id ?? '') ? `${raw.id}` : `${index}`,
            text: shown,
            date: toIsoDate(raw.dateCreated),
            eventId: eventIdOf(raw.event?.eventID ?? raw.eventID),
          })
        : [];
    });
    return {
      count: items.length,
      isCapped: nextCursor !== undefined,
      items: feedback.slice(0, MAX_FEEDBACK),
    };
  });
}

// Pairs of an issue and how similar it is.
const similarSchema = z.tuple([rawIssueSchema, z.unknown()]);

export async function listSimilarIssues(
  call: Call,
  issue: string,
  { project }: { project: string },
): Promise<SentrySimilarIssue[] | undefined> {
  return ifPresent(call, 'listSimilarIssues', async () => {
    const answer = await call.send({
      operation: 'listSimilarIssues',
      path: issuePath(call, issue, 'similar'),
      query: { limit: MAX_SIMILAR },
      subject: { issue, scope: 'event:read' },
    });
    const place = call.mapping();
    return readList(answer, similarSchema)
      .items.flatMap(([raw]) => toSentryIssue(raw, place) ?? [])
      .filter(one => one.project.id === project && one.id !== issue)
      .slice(0, MAX_SIMILAR)
      .map(({ id, shortId, title, permalink }) =>
        compact({ id, shortId, title, permalink }),
      );
  });
}

const ownersSchema = z.object({
  owners: maybeList(z.object({ type: text, owner: text }), MAX_OWNERS),
});

const reasons: Record<string, SentryIssueOwner['reason']> = {
  ownershipRule: 'ownership-rule',
  codeowners: 'codeowners',
  suspectCommit: 'suspect-commit',
};

/** By number only; their names are those of whom the project's issues can be assigned to. */
export async function listIssueOwners(
  call: Call,
  issue: string,
  project: { id: string; slug: string },
): Promise<SentryIssueOwner[] | undefined> {
  return ifPresent(call, 'listIssueOwners', async () => {
    const answer = await call.send({
      // As of the activity.
      operation: 'getIssue',
      path: issuePath(call, issue),
      query: { expand: ['owners'], collapse: ['release', 'stats', 'tags'] },
      subject: { issue, scope: 'event:read' },
    });
    const found = (readIf(answer, ownersSchema)?.owners ?? []).flatMap(raw => {
      const [, type, id] = /^(team|user):(\d+)$/.exec(raw.owner ?? '') ?? [];
      return id ? [{ type, id, why: raw.type ?? '' }] : [];
    });
    const isOf = (kind: string) => found.some(({ type }) => type === kind);
    const [teams, people] = await Promise.all([
      isOf('team') ? listProjectTeams(call, project.slug) : { items: [] },
      isOf('user') ? listProjectMembers(call, { project: [project.id] }) : [],
    ]);
    const names = [...teams.items, ...people];
    return found.flatMap(({ type, id, why }) => {
      const owner = names.find(one => one.type === type && one.id === id);
      return owner
        ? {
            type: owner.type,
            name: owner.name,
            reason: Object.hasOwn(reasons, why) ? reasons[why] : 'other',
          }
        : [];
    });
  });
}

export async function getIssueAnalysis(
  call: Call,
  issue: string,
): Promise<SentryAnalysis | undefined> {
  return ifPresent(call, 'getIssueAnalysis', async () => {
    const answer = await call.send({
      operation: 'getIssueAnalysis',
      path: issuePath(call, issue, 'autofix'),
      subject: { issue, scope: 'event:read' },
    });
    const found = readIf(answer, autofixSchema);
    return found && toAnalysis(found.autofix);
  });
}

/** Never sent twice: a run costs. */
export async function startIssueAnalysis(
  call: Call,
  issue: string,
): Promise<boolean> {
  const started = await ifPresent(call, 'startIssueAnalysis', async () => {
    await call.send({
      operation: 'startIssueAnalysis',
      path: issuePath(call, issue, 'autofix'),
      json: { step: 'root_cause', stopping_point: 'solution' },
      subject: { issue, scope: 'event:write' },
    });
    return true;
  });
  return started === true;
}
