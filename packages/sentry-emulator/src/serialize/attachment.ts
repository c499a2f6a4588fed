import { formatDate } from './dates';
import { seededHex } from '../random';
import type { StoredAttachment, StoredEvent } from '../store/types';

/** A file that came with an event, as the list of them has it. */
export function serializeAttachment(
  { id: eventId, received }: StoredEvent,
  { name, contentType, size }: StoredAttachment,
  index: number,
): Record<string, unknown> {
  const hash = seededHex(0, `attachment ${eventId} ${index}`, 40);
  return {
    id: String(parseInt(hash.slice(0, 8), 16)),
    event_id: eventId,
    type: 'event.attachment',
    name,
    headers: { 'Content-Type': contentType },
    mimetype: contentType,
    size,
    // Of the contents, which are not kept.
    sha1: hash,
    dateCreated: formatDate(received),
  };
}
