import { containsText, matchText, parseBoolean } from './values';
import type { EventPredicate, StoredEvent } from '../store/types';
import type { SearchContext } from './issueConditions';
import type { SearchTerm } from './parse';
import { sdkEventSchema, type SdkEvent } from '../ingest/sdkEvent';

/** A condition that one event fulfils or not. */
export function eventCondition(
  term: SearchTerm,
  context: SearchContext,
): EventPredicate {
  const test = positiveCondition(term, context);
  return term.negated ? event => !test(event) : test;
}

function positiveCondition(
  term: SearchTerm,
  context: SearchContext,
): EventPredicate {
  switch (term.key) {
    case 'message': {
      const contains = containsText(term.values);
      return event => contains(searchableText(event));
    }
    case 'has': {
      const readers = term.values.map(fieldReader);
      return event => readers.some(read => !isEmpty(read(event)));
    }
    case 'error.handled': {
      const handled = parseBoolean(term);
      return event => event.type === 'error' && event.unhandled !== handled;
    }
    case 'error.unhandled': {
      const unhandled = parseBoolean(term);
      return event => event.type === 'error' && event.unhandled === unhandled;
    }
    case 'release':
      return releaseCondition(term, context);
    default: {
      const read = fieldReader(term.key);
      const matches = matchText(term.values);
      return event => {
        const value = read(event);
        return typeof value === 'object' ? value.some(matches) : matches(value);
      };
    }
  }
}

/** `latest` is the newest release of each project. */
function releaseCondition(
  term: SearchTerm,
  context: SearchContext,
): EventPredicate {
  const matches = matchText(term.values.filter(value => value !== 'latest'));
  const withLatest = term.values.includes('latest');
  return event =>
    (event.release !== undefined && matches(event.release)) ||
    (withLatest &&
      event.release !== undefined &&
      event.release === context.latestRelease(event.projectId)) ||
    (event.release === undefined && term.values.includes(''));
}

function isEmpty(value: string | readonly string[] | undefined): boolean {
  return value === undefined || value.length === 0;
}

type FieldReader = (
  event: StoredEvent,
) => string | readonly string[] | undefined;

/** Fields of an event that are no tags, by their name in a search. */
const fields: Record<string, FieldReader> = {
  id: event => event.id,
  level: event => event.level,
  environment: event => event.environment,
  release: event => event.release,
  dist: event => event.tags.dist,
  title: event => event.title,
  location: event => event.culprit,
  culprit: event => event.culprit,
  transaction: event => event.tags.transaction,
  platform: event => event.platform,
  'platform.name': event => event.platform,
  'event.type': event => event.type,
  type: event => event.type,
  'error.type': event => event.errorType,
  'error.value': event => event.errorValue,
  'error.mechanism': event => event.tags.mechanism,
  user: event => event.user,
  'user.id': event => parse(event).user?.id ?? undefined,
  'user.username': event => parse(event).user?.username ?? undefined,
  'user.email': event => parse(event).user?.email ?? undefined,
  'user.ip': event => parse(event).user?.ip_address ?? undefined,
  'http.url': event => parse(event).request?.url ?? undefined,
  'http.method': event => parse(event).request?.method ?? undefined,
  'sdk.name': event => parse(event).sdk?.name ?? undefined,
  'sdk.version': event => parse(event).sdk?.version ?? undefined,
  'stack.filename': event => frames(event, 'filename'),
  'stack.abs_path': event => frames(event, 'abs_path'),
  'stack.module': event => frames(event, 'module'),
  'stack.function': event => frames(event, 'function'),
};

/** Aliases under which Sentry knows the same field. */
const aliases: Record<string, string> = {
  'sentry:user': 'user',
  'sentry:release': 'release',
  'message.title': 'title',
};

export function fieldReader(key: string): FieldReader {
  return fields[aliases[key] ?? key] ?? (event => event.tags[key]);
}

/** What free text is looked for in. */
function searchableText(event: StoredEvent): string {
  return `${event.title} ${event.errorValue ?? event.message} ${event.culprit}`;
}

function frames(
  event: StoredEvent,
  part: 'filename' | 'abs_path' | 'module' | 'function',
): string[] {
  return (parse(event).exception ?? []).flatMap(exception =>
    (exception.stacktrace?.frames ?? []).flatMap(frame => frame[part] ?? []),
  );
}

function parse(event: StoredEvent): SdkEvent {
  return sdkEventSchema.parse(JSON.parse(event.payload));
}
