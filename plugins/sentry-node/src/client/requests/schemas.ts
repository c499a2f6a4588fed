import { z } from 'zod';
import { compact, toNumber } from '../../mapping/fields';
import { hasEmail, tidyText } from '../../text/mask';
import type { SentryProjectFacts } from '../types';
import type { RawSentryIssue, RawSentryStatusDetails } from '../types/raw';
import { amount, flag, maybe, maybeWord, text } from './lenient';

// Digits, as a rule; never something that means more than one project in a filter, such as -1.
const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\w[\w-]{0,63}$/));

/** The last moment that a date can be, in seconds: no page could show a later one. */
const MAX_SECONDS = 8.64e12;
const events = z.number().min(0);
const bucket = z.tuple([z.number().min(0).max(MAX_SECONDS), events]);
/** As often as something happened. */
const figure = amount.transform(toNumber);

const figures = {
  count: amount,
  userCount: amount,
  firstSeen: text,
  lastSeen: text,
};

export const projectSchema: z.ZodType<SentryProjectFacts> = z
  .object({
    id,
    slug: z.string().min(1).max(200),
    name: z.string().optional().catch(undefined),
    platform: text,
    isMember: flag,
    hasAccess: flag,
  })
  .transform(project =>
    compact({
      id: project.id,
      slug: project.slug,
      name: tidyText(project.name) || project.slug,
      platform: project.platform ?? undefined,
      isMember: project.isMember ?? undefined,
      hasAccess: project.hasAccess ?? undefined,
    }),
  );

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

/** A trend that can't be read leaves the others. */
const statsSchema = z
  .record(z.string(), maybe(z.array(bucket)))
  .transform(all =>
    Object.fromEntries(
      Object.entries(all).flatMap(([period, buckets]) =>
        buckets ? [[period, buckets]] : [],
      ),
    ),
  );

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
    .object({ type: text, value: text, title: text, message: text })
    .nullish()
    .catch(undefined),
  ...figures,
  lifetime: z.object(figures).nullish().catch(undefined),
  stats: maybe(statsSchema),
  filtered: maybe(z.object({ ...figures, stats: maybe(statsSchema) })),
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

/**
 * `issues-count`: a count for each query, as far as they can be read, or a list where no
 * project is visible.
 */
export const issuesCountSchema = z.union([
  z.record(z.string(), figure).refine(counts => {
    const all = Object.values(counts);
    return !all.length || all.some(count => count !== undefined);
  }),
  z.array(z.unknown()).max(0),
]);

export const countUsersSchema = z.object({
  data: z.array(z.object({ 'count_unique(user)': figure })),
});

export const timeSeriesSchema = z.object({
  timeSeries: z.array(
    z.object({
      values: z.array(
        z.object({
          timestamp: z
            .number()
            .min(0)
            .max(MAX_SECONDS * 1_000),
          value: events.nullish(),
        }),
      ),
    }),
  ),
});
