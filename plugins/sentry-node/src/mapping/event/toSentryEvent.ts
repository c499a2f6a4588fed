import type { RawEvent } from './types';
import type {
  SentryEvent,
  SentryEventUser,
  SentryException,
} from 'backstage-plugin-sentry-common';
import { compact, known, levels, toIsoDate } from '../fields';
import type { SentryPlace } from '../sentryLinks';
import { toReleaseRef } from '../toReleaseRef';
import { describeFields } from './describeValue';
import {
  eventIdOf,
  fieldsOf,
  listOf,
  nameOf,
  plainOf,
  textOf,
  type Fields,
} from '../read';
import { toBreadcrumbs } from './toBreadcrumbs';
import { toContexts, toTags } from './toContexts';
import { toExceptions, toThreads } from './toExceptions';
import { toCsp, toOccurrence } from './toOccurrence';
import { toProcessingErrors } from './toProcessingErrors';
import { toRequest } from './toRequest';
import { roomForAnEvent } from './room';
import type { EventReading, SentryDetailField } from './types';

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
    release: toReleaseRef(raw.release, context) ?? releaseOfTags(tagOf),
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

/** GlitchTip tells it nowhere else. */
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
