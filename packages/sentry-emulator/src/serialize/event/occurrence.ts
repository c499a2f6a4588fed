import type { StoredEvent } from '../../store/types';

/** Sentry's number of feedback; of the other kinds the emulator has one for all. */
const feedbackType = 6001;
const otherType = 1001;

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
        type: event.type === 'feedback' ? feedbackType : otherType,
        detectionTime: event.timestamp / 1000,
        level: event.level,
        culprit: event.culprit,
        assignee: null,
        priority: null,
      }
    : null;
}
