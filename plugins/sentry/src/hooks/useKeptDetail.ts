import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { keepKnown } from './keepKnown';

/**
 * The detail of an issue, never poorer than it was.
 *
 * @param question - what the answer is to; of another question nothing is kept
 */
export function useKeptDetail(
  answer: SentryIssueDetail | undefined,
  question: unknown,
): SentryIssueDetail | undefined {
  const [kept, setKept] = useState({ answer, detail: answer, question });
  if (kept.answer === answer || !answer) {
    return kept.detail;
  }
  const last = kept.question === question ? kept.detail : undefined;
  const detail = keepKnown(last, answer);
  setKept({ answer, detail, question });
  return detail;
}
