import { sdkEventSchema, type SdkEvent } from '../ingest/sdkEvent';
import type { StoredEvent } from '../store/types';

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
export function searchableText(event: StoredEvent): string {
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
