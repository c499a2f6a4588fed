import type {
  SentryEvent,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { type MutableRefObject, useCallback, useEffect, useState } from 'react';

interface Kept {
  answer?: SentryIssueDetail;
  event?: SentryEvent;
  environment?: string[];
  mayGo: boolean;
}

/**
 * Keeps the event that an issue came with: an answer that nobody waited for brings
 * at most the same event anew, never another, nor none.
 *
 * @returns the event, and `letGo`, which lets the next answer bring another
 */
export function useKeptEvent(options: {
  answer: SentryIssueDetail | undefined;
  /** Those that the event is of; others bring another event. */
  environment: string[] | undefined;
  /** Is set to the id of the event, for refreshes to ask for. */
  id: MutableRefObject<string | undefined>;
}): { event: SentryEvent | undefined; letGo: () => void } {
  const { answer, environment, id } = options;
  const [kept, setKept] = useState<Kept>({ mayGo: true });

  let { event } = kept;
  if (answer && kept.answer !== answer) {
    const mayGo = kept.mayGo || kept.environment !== environment;
    if (mayGo || answer.event?.id === event?.id) {
      event = answer.event;
    }
    setKept({ answer, event, environment, mayGo: false });
  }

  useEffect(() => {
    id.current = event?.id;
  }, [event, id]);
  // Before the issue is asked for in other environments, as clean-ups come first.
  useEffect(
    () => () => {
      id.current = undefined;
    },
    [environment, id],
  );

  const letGo = useCallback(() => {
    id.current = undefined;
    setKept(last => ({ ...last, mayGo: true }));
  }, [id]);
  return { event, letGo };
}
