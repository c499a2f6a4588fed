import { z } from 'zod';
import type { EventExtras } from './storeEvent';

const maxWords = 10;

const feedbackEvent = z.looseObject({
  level: z.string().optional(),
  environment: z.string().nullish(),
  tags: z.record(z.string(), z.unknown()).optional(),
  user: z.record(z.string(), z.unknown()).nullish(),
  contexts: z.looseObject({
    feedback: z.looseObject({
      message: z.string().trim().min(1),
      name: z.string().nullish(),
      contact_email: z.string().nullish(),
      associated_event_id: z.string().nullish(),
    }),
  }),
});

/**
 * Turns an event with `contexts.feedback` into what Sentry stores: an issue of category
 * feedback for each of them, with the text in its metadata.
 *
 * @returns undefined where the message is missing or blank, which Sentry drops
 */
export function readFeedback(
  payload: string,
): { payload: string; extras: EventExtras } | undefined {
  const read = feedbackEvent.safeParse(parseJson(payload));
  if (!read.success) {
    return undefined;
  }
  const event = read.data;
  const { message, name, contact_email, associated_event_id } =
    event.contexts.feedback;
  const source = 'new_feedback_envelope';
  const summary = firstWords(message);
  const title = `User Feedback: ${summary}`;
  const said = Object.entries({
    associated_event_id,
    contact_email,
    message,
    name,
  }).flatMap(([key, value]) => (value ? [[key, value] as const] : []));
  return {
    payload: JSON.stringify({
      ...event,
      level: event.level ?? 'info',
      environment: event.environment || 'production',
      logentry: { message },
      user: { email: contact_email ?? '', ...event.user },
      tags: {
        ...event.tags,
        ...(contact_email && { 'user.email': contact_email }),
        ...(associated_event_id && { associated_event_id }),
        has_linked_error: associated_event_id ? 'true' : 'false',
      },
    }),
    extras: {
      isGroupedAlone: true,
      title,
      culprit: 'user',
      metadata: {
        title,
        value: message,
        contact_email: contact_email ?? null,
        message,
        name: name ?? null,
        source,
        summary,
        ...(associated_event_id && { associated_event_id }),
      },
      occurrence: {
        issueType: 'feedback',
        issueCategory: 'feedback',
        subtitle: message,
        evidenceData: { ...Object.fromEntries(said), source, summary },
        evidenceDisplay: said.map(([key, value]) => ({
          name: key,
          value,
          important: key === 'message',
        })),
      },
    },
  };
}

function firstWords(message: string): string {
  const words = message.split(/\s+/);
  return words.length > maxWords
    ? `${words.slice(0, maxWords).join(' ')}...`
    : message;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
