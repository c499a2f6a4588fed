import { z } from 'zod';
import type {
  SentryTagDistribution,
  SentryTagKey,
  SentryTagValue,
} from 'backstage-plugin-sentry-common';
import { isSensitiveName } from '../text/mask';
import {
  addressOf,
  amount,
  contentAddressOf,
  countOf,
  maybeList,
  maybeWord,
  nameOf,
  textOf,
  word,
} from './read';

/** Sentry takes no longer ones, in characters. */
export const MAX_TAG_KEY = 200;

/**
 * What holds a version, an id, a file or a host, or names a part of a system, is no free text.
 * What else ends in `name` may be a person's, and a path one of an address.
 */
const NAMES =
  /^(?:release|dist|environment|runtime|os|browser|device|sdk|level|logger|mechanism|handled)$|(?:^|[._-])(?:version|(?:id|host|hostname|file|filename|module|package|image|build)$)|(?:Version|Id|Host|File)$|(?:server|host|file|node|pod|container|worker|process|thread|package|module|service|queue|task|job|app|os|browser|device|runtime|sdk)(?:[._-]name|Name)$/;

/** The value of a tag of that name; of what a policy blocked, where it came from alone. */
export function tagValueOf(
  key: string | undefined,
  value: unknown,
): string | undefined {
  if (key === 'blocked-uri') {
    return nameOf(contentAddressOf(value), 200);
  }
  if (key === 'url') {
    return textOf(addressOf(value), 200);
  }
  return NAMES.test(key ?? '') ? nameOf(value, 200) : textOf(value, 200);
}

/** Whether a tag of that name may be shown. */
export function isShownTag(key: string | undefined): boolean {
  return (
    key !== undefined &&
    key.length <= MAX_TAG_KEY &&
    !isPersonalName(key) &&
    !isSensitiveName(key)
  );
}

/** One of these says who somebody is or from where they come, whatever stands beside it. */
const PERSONAL = new Set([
  ...['user', 'usr', 'userid', 'username', 'login', 'loginname'],
  ...['ip', 'ipv4', 'ipv6', 'ipaddr', 'ipaddress', 'clientip', 'remoteip'],
  ...['remoteaddr', 'geo', 'geoip', 'phone', 'phonenumber', 'msisdn'],
  ...['firstname', 'lastname', 'fullname', 'displayname', 'nickname'],
  ...['surname', 'givenname', 'familyname'],
]);
/** These as words that follow each other. */
const TOGETHER =
  /(?:^| )(?:(?:first|last|full|display|nick|sur|given|family) name|remote addr(?:ess)?|forwarded for|e mail)(?: |$)/;
/** Whose number it is, which is enough to find them. */
const NUMBER = /(?:^| )(?:customer|member|employee|person|account) ?id(?: |$)/;
/** These only where they end a name. */
const LAST = /(?:^| )mail$|^uid$/;
/** What ends so is about many people, or none. */
const SHARED =
  / (?:type|segment|role|tier|plan|country|country ?code|version|method|template|model|count|status)$/;

/**
 * Whether a field of that name says who somebody is, or from where they come: `user_id`,
 * `currentUser`, `client-ip`. What program they use does not, nor what they have in common
 * with others: `user_role`.
 */
export function isPersonalName(name: string): boolean {
  const words = wordsOf(name).replace(/(?:^| )user agent(?= |$)/g, '');
  return (
    !SHARED.test(words) &&
    (/e-?mail/i.test(name) ||
      words.split(' ').some(part => PERSONAL.has(part)) ||
      TOGETHER.test(words) ||
      NUMBER.test(words) ||
      LAST.test(words))
  );
}

/** In small letters, with a space between. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
    .join(' ');
}

const MAX_TAG_VALUES = 50;

export const rawTagValueSchema = z.object({
  value: maybeWord,
  name: maybeWord,
  count: amount,
});

export const rawTagSchema = z.object({
  key: word,
  name: maybeWord,
  totalValues: amount,
  topValues: maybeList(rawTagValueSchema, MAX_TAG_VALUES),
});

/** A tag of events, and how many have it. */
export type SentryTagCount = SentryTagKey & { count: number };

type RawTag = z.infer<typeof rawTagSchema>;
type RawTagValue = z.infer<typeof rawTagValueSchema>;

const MAX_TAGS = 30;
const MAX_VALUES = 10;

/** What is looked at first, in this order; the others follow as Sentry has them. */
const telling = [
  'release',
  'environment',
  'level',
  'handled',
  'transaction',
  'url',
  'browser',
  'os',
  'device',
  'runtime',
];

/**
 * Turns what `getIssueTags` answers into how the values of each tag are shared out, without
 * tags that say who the users are.
 */
export function toTagDistributions(tags: RawTag[]): SentryTagDistribution[] {
  const told = new Map(
    tags.filter(({ key }) => isShownTag(key)).map(tag => [tag.key, tag]),
  );
  return (
    [...told.values()]
      .sort((a, b) => rankOf(a.key) - rankOf(b.key))
      // Before their values are read: each takes its time.
      .slice(0, MAX_TAGS)
      .flatMap(toDistribution)
  );
}

/** A tag that can be searched for, and how often events have it. */
export function toTagKey({ key, name, totalValues }: RawTag): SentryTagCount[] {
  const shown = isShownTag(key) ? nameOf(key, MAX_TAG_KEY) : undefined;
  return shown === undefined
    ? []
    : [
        {
          key: shown,
          name: nameOf(name, 200) ?? shown,
          count: countOf(totalValues) ?? 0,
        },
      ];
}

/** Values of a tag. Those that differ only in what may not be shown, such as addresses, are one. */
export function toTagValues(
  key: string,
  values: RawTagValue[],
): Omit<SentryTagValue, 'share'>[] {
  const counts = new Map<string, number>();
  for (const { value, count } of values.flatMap(one => toValue(key, one))) {
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

function toDistribution({
  key,
  name,
  totalValues,
  topValues,
}: RawTag): SentryTagDistribution[] {
  const shown = nameOf(key, 200);
  if (!shown) {
    return [];
  }
  const values = toTagValues(key, topValues ?? []);
  const total =
    countOf(totalValues) ?? values.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      key: shown,
      name: nameOf(name, 200) ?? shown,
      totalValues: total,
      topValues: values
        .sort((a, b) => b.count - a.count)
        .slice(0, MAX_VALUES)
        .map(one => ({ ...one, share: shareOf(one.count, total) })),
    },
  ];
}

function toValue(
  key: string,
  { value, name, count }: RawTagValue,
): Omit<SentryTagValue, 'share'>[] {
  const text = tagValueOf(key, value) ?? tagValueOf(key, name);
  const number = countOf(count);
  return text && number ? [{ value: text, count: number }] : [];
}

function shareOf(count: number, total: number): number {
  // Sentry samples large issues: a value can be counted more often than the tag.
  return total > 0
    ? Math.min(1, Math.round((count / total) * 1_000) / 1_000)
    : 0;
}

function rankOf(key: string): number {
  const index = telling.indexOf(key);
  return index < 0 ? telling.length : index;
}
