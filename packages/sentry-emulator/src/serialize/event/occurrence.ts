import type { StoredEvent } from '../../store/types';

/** Sentry's numbers of the kinds of issues are its own; the emulator has one for all. */
const occurrenceType = 1001;

/** What Sentry found by itself; nothing where an SDK reported the event. */
export function serializeOccurrence(
  event: StoredEvent,
): Record<string, unknown> | null {
  const { occurrence } = event;
  return occurrence
    ? {
        id: event.id,
        projectId: Number(event.projectId),
        eventId: event.id,
        fingerprint: event.fingerprint,
        issueTitle: event.title,
        subtitle: occurrence.subtitle,
        resourceId: null,
        evidenceData: occurrence.evidenceData,
        evidenceDisplay: occurrence.evidenceDisplay,
        type: occurrenceType,
        detectionTime: event.timestamp / 1000,
        level: event.level,
        culprit: event.culprit,
        assignee: null,
        priority: null,
      }
    : null;
}
