import { z } from 'zod';
import type { RawSentryEvent } from '../../mapping/event/types';
import type {
  RawSentryExternalIssue,
  RawSentryIntegration,
  RawSentryIssueDetail,
  RawSentryPluginIssue,
  RawSentryTag,
} from '../types/rawIssueDetail';
import { amount, maybe, maybeList, maybeWord, text, word } from './lenient';
import { rawReleaseSchema } from './releaseSchemas';
import { rawIssueSchema } from './schemas';

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
const externalIssueSchema: z.ZodType<RawSentryExternalIssue> =
  z.object(externalIssue);

const integrationSchema: z.ZodType<RawSentryIntegration> = z.object({
  ...externalIssue,
  provider: maybe(z.object({ key: text })),
  externalIssues: maybeList(externalIssueSchema, MAX_LINKS),
});

const pluginIssueSchema: z.ZodType<RawSentryPluginIssue> = z.object({
  slug: text,
  issue: maybe(z.object({ issue_id: maybeWord, label: maybeWord, url: text })),
});

/** What only an issue's own answer has. */
const alone = z.object({
  firstRelease: maybe(rawReleaseSchema),
  lastRelease: maybe(rawReleaseSchema),
  integrationIssues: maybeList(integrationSchema, MAX_LINKS),
  sentryAppIssues: maybeList(externalIssueSchema, MAX_LINKS),
  // Older servers have HTML here, which is no object.
  annotations: maybeList(externalIssueSchema, MAX_LINKS),
  pluginIssues: maybeList(pluginIssueSchema, MAX_LINKS),
});

/** An issue as in lists, and more. */
export const rawIssueDetailSchema: z.ZodType<RawSentryIssueDetail> =
  z.intersection(rawIssueSchema, alone);

export const rawTagSchema: z.ZodType<RawSentryTag> = z.object({
  key: word,
  name: maybeWord,
  totalValues: amount,
  topValues: maybeList(
    z.object({ value: maybeWord, name: maybeWord, count: amount }),
    MAX_TAG_VALUES,
  ),
});

export const rawEventSchema: z.ZodType<RawSentryEvent> = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    eventID: z.string().optional().catch(undefined),
    groupID: maybeWord,
    projectID: maybeWord,
  })
  .transform(({ id, eventID, ...event }) => ({
    ...event,
    id: (eventID ?? id ?? '').replaceAll('-', '').toLowerCase(),
  }))
  .refine(({ id }) => /^[0-9a-f]{32}$/.test(id));
