import { z } from 'zod';
import { hasEmail } from '../../text/personalData';
import { tidyText } from '../../text/tidyText';
import type {
  RawSentryIssue,
  RawSentryProject,
  RawSentryStatusDetails,
} from '../types';
import { amount, flag, maybe, maybeWord, text } from './lenient';

// Digits, as a rule; never something that means more than one project in a filter, such as -1.
const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\w[\w-]{0,63}$/));

const figures = {
  count: amount,
  userCount: amount,
  firstSeen: text,
  lastSeen: text,
};

export const rawProjectSchema: z.ZodType<RawSentryProject> = z
  .object({
    id,
    slug: z.string().min(1).max(200),
    name: z.string().optional().catch(undefined),
    platform: text,
    isMember: flag,
    hasAccess: flag,
  })
  .transform(({ name, ...project }) => ({
    ...project,
    name: tidyText(name) || project.slug,
  }));

const statusDetailsSchema: z.ZodType<RawSentryStatusDetails> = z.object({
  inNextRelease: flag,
  inRelease: maybeWord,
  inCommit: maybe(z.union([z.string(), z.object({ id: text })])),
  ignoreUntil: text,
  ignoreCount: amount,
  ignoreWindow: amount,
  ignoreUserCount: amount,
  ignoreUserWindow: amount,
  actor: maybe(z.object({ id: maybeWord, name: text })),
});

export const rawIssueSchema: z.ZodType<RawSentryIssue> = z.object({
  id,
  shortId: text,
  title: text,
  culprit: text,
  permalink: text,
  level: text,
  status: text,
  substatus: text,
  priority: text,
  isUnhandled: flag,
  platform: text,
  issueCategory: text,
  metadata: z
    .object({ type: text, value: text, title: text })
    .nullish()
    .catch(undefined),
  ...figures,
  lifetime: z.object(figures).nullish().catch(undefined),
  stats: z
    .record(z.string(), z.array(z.tuple([z.number(), z.number()])))
    .nullish()
    .catch(undefined),
  numComments: z.number().nullish().catch(undefined),
  assignedTo: z
    .union([z.string(), z.object({ type: text, id: amount, name: text })])
    .nullish()
    .catch(undefined),
  project: z
    .object({ id: amount, slug: text, name: text, platform: text })
    .nullish()
    .catch(undefined),
  inbox: maybe(z.object({ reason: z.number().nullish().catch(undefined) })),
  statusDetails: maybe(statusDetailsSchema),
});

// One named after a person's address is kept back; no other name would filter by it.
export const rawEnvironmentSchema = z.object({
  name: z
    .string()
    .min(1)
    .max(200)
    .refine(name => !hasEmail(name)),
});

/** `issues-count`: a count for each query, or a list where no project is visible. */
export const issuesCountSchema = z.union([
  z.record(z.string(), z.number()),
  z.array(z.unknown()).max(0),
]);

export const countUsersSchema = z.object({
  data: z.array(z.object({ 'count_unique(user)': z.coerce.number() })),
});

export const timeSeriesSchema = z.object({
  timeSeries: z.array(
    z.object({
      values: z.array(
        z.object({ timestamp: z.number(), value: z.number().nullish() }),
      ),
    }),
  ),
});
