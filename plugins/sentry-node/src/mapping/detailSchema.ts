import { z } from 'zod';
import { amount, maybe, maybeList, maybeWord, text, word } from './read';
import { rawReleaseSchema } from './releaseSchema';
import { rawIssueSchema } from './issueSchema';

/** More than are shown: not all can be read. */
const MAX_LINKS = 100;
const MAX_TAG_VALUES = 50;

const externalIssue = {
  displayName: maybeWord,
  key: maybeWord,
  title: maybeWord,
  url: text,
  webUrl: text,
  serviceType: text,
};
const externalIssueSchema = z.object(externalIssue);

const integrationSchema = z.object({
  ...externalIssue,
  provider: maybe(z.object({ key: text })),
  externalIssues: maybeList(externalIssueSchema, MAX_LINKS),
});

const pluginIssueSchema = z.object({
  slug: text,
  issue: maybe(z.object({ issue_id: maybeWord, label: maybeWord, url: text })),
});

/** An issue as in lists, and what only its own answer has. */
export const rawIssueDetailSchema = rawIssueSchema.extend({
  firstRelease: maybe(rawReleaseSchema),
  lastRelease: maybe(rawReleaseSchema),
  integrationIssues: maybeList(integrationSchema, MAX_LINKS),
  sentryAppIssues: maybeList(externalIssueSchema, MAX_LINKS),
  // Older servers have HTML here, which is no object.
  annotations: maybeList(externalIssueSchema, MAX_LINKS),
  pluginIssues: maybeList(pluginIssueSchema, MAX_LINKS),
});

export const rawTagSchema = z.object({
  key: word,
  name: maybeWord,
  totalValues: amount,
  topValues: maybeList(
    z.object({ value: maybeWord, name: maybeWord, count: amount }),
    MAX_TAG_VALUES,
  ),
});

/** An issue as Sentry returns it by itself. */
export type RawIssueDetail = z.infer<typeof rawIssueDetailSchema>;
export type RawExternalIssue = z.infer<typeof externalIssueSchema>;
export type RawIntegration = z.infer<typeof integrationSchema>;
export type RawPluginIssue = z.infer<typeof pluginIssueSchema>;
export type RawTag = z.infer<typeof rawTagSchema>;
export type RawTagValue = NonNullable<RawTag['topValues']>[number];
