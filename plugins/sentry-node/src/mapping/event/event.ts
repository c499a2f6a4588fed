import {
  fieldsOf,
  listOf,
  pathOf,
  plainOf,
  textOf,
  eventIdOf,
  nameOf,
  Fields,
} from '../read';
import type { RawEvent, EventReading } from './types';
import type { SentryDetailField } from '../../config/types';
import type {
  SentryEvent,
  SentryEventUser,
  SentryException,
} from 'backstage-plugin-sentry-common';
import { compact, known, levels, toIsoDate } from '../fields';
import type { SentryPlace } from '../links';
import { rawReleaseSchema, toReleaseRef } from '../release';
import { describeFields, roomForAnEvent } from './values';
import { toBreadcrumbs } from './breadcrumbs';
import { toContexts, toTags } from './contexts';
import { toExceptions, toThreads } from './exceptions';
import { toCsp, toOccurrence } from './occurrence';
import { toRequest } from './request';

const MAX_ERRORS = 20;
const MAX_READ = 100;

/** What Sentry calls them, and what that means for the stack trace. */
const sentences: Record<string, string> = {
  js_no_source: 'The source code was not found',
  js_invalid_source: 'The source code was not usable',
  js_invalid_sourcemap: 'The source map is not valid',
  js_invalid_sourcemap_location: 'The source map does not cover this location',
  js_missing_source: 'The source code was not found',
  js_missing_sources_content: 'The source map holds no source code',
  js_scraping_disabled: 'Fetching of source code is turned off in Sentry',
  js_generic_fetch_error: 'The source code could not be fetched',
  js_invalid_http_code: 'The source code could not be fetched',
  js_too_large: 'The source code is too large',
  native_missing_dsym: 'A debug file is missing',
  native_missing_symbol: 'A symbol was not found in its debug file',
  native_bad_dsym: 'A debug file is damaged',
  native_missing_optionally_bundled_dsym:
    'A debug file of the system is missing',
  proguard_missing_mapping: 'The ProGuard mapping is missing',
  proguard_missing_lineno: 'The ProGuard mapping has no line numbers',
  clock_drift: "The clock of the program's machine is wrong",
  future_timestamp: 'The event came with a time in the future',
  past_timestamp: 'The event came with a time long past',
  value_too_long: 'A value was too long and was cut',
  invalid_data: 'A value was not valid and was dropped',
  invalid_attribute: 'An attribute was not valid and was dropped',
  too_large_for_cache: 'A file was too large to be kept',
  fetch_too_large: 'A file was too large to be fetched',
};

/** Each kind and file once. */
function toProcessingErrors(errors: unknown): string[] {
  // Many frames have the same.
  const told = listOf(errors)
    .slice(0, MAX_READ)
    .flatMap(error => {
      const { type, message, data } = fieldsOf(error);
      const kind = plainOf(type) ?? '';
      const { url, image_path: image } = fieldsOf(data);
      const words =
        (Object.hasOwn(sentences, kind) ? sentences[kind] : undefined) ??
        textOf(message, 300) ??
        textOf(kind.replaceAll('_', ' '), 100);
      const file = pathOf(url) ?? pathOf(image);
      return words ? [file ? `${words}: ${file}` : words] : [];
    });
  return [...new Set(told)].slice(0, MAX_ERRORS);
}

/** Source of so many frames makes a page long enough. */
const MAX_SOURCES = 100;

/**
 * Turns Sentry's event into the one that leaves the backend. What is not named here does
 * not: cookies, credentials and the IP address of a user never, and what
 * {@link sentryDetailFields} lists where `include` says so. Whatever comes is read; what is
 * of another shape than expected is absent.
 *
 * @param fields - what config opts in to
 */
export function toSentryEvent(
  raw: RawEvent,
  context: SentryPlace,
  fields: SentryDetailField[] = [],
): SentryEvent {
  const include = new Set(fields);
  const room = roomForAnEvent();
  const reading: EventReading = {
    include,
    sources: { left: MAX_SOURCES },
    room,
  };
  const entries = entriesOf(raw);
  const tags = toTags(raw.tags, room);
  const tagOf = (key: string) => tags.find(tag => tag.key === key)?.value;
  const id = eventIdOf(raw.eventID) ?? raw.id;
  const title = textOf(raw.title, 500) ?? `Event ${id.slice(0, 8)}`;
  const message = messageOf(entries.get('message'), raw);
  const { name: sdkName, version: sdkVersion } = fieldsOf(raw.sdk);
  const sdk = nameOf(sdkName, 100);
  const release = rawReleaseSchema.safeParse(raw.release).data;
  const chain = toExceptions(entries.get('exception'), reading);
  return compact<SentryEvent>({
    id,
    title,
    // Where nothing was thrown, it is what happened, also where the title repeats it.
    message: message === title && chain.exceptions.length ? undefined : message,
    dateCreated: toIsoDate(plainOf(raw.dateCreated)),
    dateReceived: toIsoDate(plainOf(raw.dateReceived)),
    platform: nameOf(raw.platform, 100),
    type: nameOf(raw.type, 100),
    level: known(levels, tagOf('level')),
    culprit: textOf(raw.culprit, 500),
    environment: nameOf(raw.environment, 200) ?? tagOf('environment'),
    release: toReleaseRef(release, context) ?? releaseOfTags(tagOf),
    dist: nameOf(raw.dist, 200),
    sdk: sdk
      ? compact({ name: sdk, version: nameOf(sdkVersion, 100) })
      : undefined,
    tags,
    contexts: toContexts(raw.contexts),
    ...chain,
    isHandled: isHandled(chain.exceptions),
    threads: toThreads(entries, reading),
    csp: toCsp(entries.get('csp')),
    ...toBreadcrumbs(entries.get('breadcrumbs'), reading),
    request: toRequest(entries.get('request'), reading),
    occurrence: toOccurrence(raw.occurrence, room),
    errors: toProcessingErrors(raw.errors),
    user: include.has('userIdentity') ? toUser(fieldsOf(raw.user)) : undefined,
    extra: include.has('extra') ? describeFields(raw.context, room) : undefined,
    position: compact({
      previous: eventIdOf(raw.previousEventID),
      next: eventIdOf(raw.nextEventID),
    }),
  });
}

/** By type; of several of one type the first. */
function entriesOf({ entries }: RawEvent): Map<string, Fields> {
  const found = new Map<string, Fields>();
  for (const entry of listOf(entries)) {
    const { type, data } = fieldsOf(entry);
    if (typeof type === 'string' && !found.has(type)) {
      found.set(type, fieldsOf(data));
    }
  }
  return found;
}

function messageOf(
  data: Fields | undefined,
  raw: RawEvent,
): string | undefined {
  return (
    textOf(data?.formatted) ?? textOf(data?.message) ?? textOf(raw.message)
  );
}

/** Only what the mechanism of an exception says: what was not thrown is neither. */
function isHandled(exceptions: SentryException[]): boolean | undefined {
  const told = exceptions.flatMap(({ mechanism }) => mechanism?.handled ?? []);
  return told.length ? !told.includes(false) : undefined;
}

/** GlitchTip has it nowhere else. */
function releaseOfTags(tagOf: (key: string) => string | undefined) {
  const version = tagOf('release');
  return version ? { version } : undefined;
}

/** The address as such, without which an opted-in identity would say little; never an IP address. */
function toUser(raw: Fields): SentryEventUser | undefined {
  const email = plainOf(raw.email);
  const user = compact<SentryEventUser>({
    id: textOf(raw.id, 200),
    username: textOf(raw.username, 200),
    name: textOf(raw.name, 200),
    email:
      email && email.length <= 320 && email.includes('@') ? email : undefined,
  });
  return Object.keys(user).length ? user : undefined;
}
