import { z } from 'zod';
import { amount, flag, maybe, maybeWord, text } from './read';

// Digits, as a rule; never something that means more than one project in a filter, such as -1.
export const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\w[\w-]{0,63}$/));

/** The last moment that a date can be, in seconds: no page could show a later one. */
export const MAX_SECONDS = 8.64e12;
const events = z.number().min(0);
const bucket = z.tuple([z.number().min(0).max(MAX_SECONDS), events]);
const figures = {
  count: amount,
  userCount: amount,
  firstSeen: text,
  lastSeen: text,
};

const statusDetailsSchema = z.object({
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

export const rawIssueSchema = z.object({
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


/** An issue as Sentry returns it. */
export type RawIssue = z.infer<typeof rawIssueSchema>;
export type RawStatusDetails = z.infer<typeof statusDetailsSchema>;
