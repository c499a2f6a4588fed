import { z } from 'zod';
import { amount, maybe, maybeList, maybeWord, text, word } from './read';

/** More than are shown: not all can be read. */
const MAX_COMMITS = 20;
const MAX_PROJECTS = 1_000;

const commitSchema = z.object({
  id: word,
  message: text,
  dateCreated: text,
  externalUrl: text,
  pullRequest: maybe(z.object({ externalUrl: text })),
  repository: maybe(
    z.object({
      name: text,
      url: text,
      provider: maybe(z.object({ id: text })),
    }),
  ),
});

/** A release as Sentry returns it. Authors with their e-mail addresses are not taken over. */
export const rawReleaseSchema = z.object({
  version: word,
  shortVersion: maybeWord,
  versionInfo: maybe(
    z.object({ version: maybe(z.object({ raw: maybeWord })) }),
  ),
  ref: text,
  dateCreated: text,
  dateReleased: text,
  newGroups: amount,
  lastCommit: maybe(commitSchema),
  projects: maybeList(
    // One that can't be read still counts: what is told of all projects is of it, too.
    z.object({ id: maybeWord, slug: text, newGroups: amount }).catch({}),
    MAX_PROJECTS,
  ),
});

const committerSchema = z.object({
  author: maybe(z.object({ id: maybeWord, name: text })),
  commits: maybeList(commitSchema, MAX_COMMITS),
});

export const committersSchema = z.object({
  committers: maybeList(committerSchema, MAX_COMMITS),
});

export type RawRelease = z.infer<typeof rawReleaseSchema>;
export type RawCommit = z.infer<typeof commitSchema>;
export type RawCommitter = z.infer<typeof committerSchema>;
