import { useEffect, useState } from 'react';

/** As long as nobody wonders, in milliseconds. */
const patienceMs = 4000;

/**
 * Whether an answer takes longer than the viewer may wait without a word.
 *
 * @param question - what is being asked; another one starts anew
 */
export function useIsSlow(isPending: boolean, question: unknown): boolean {
  const [slow, setSlow] = useState<{ question: unknown }>();

  useEffect(() => {
    setSlow(undefined);
    if (!isPending) {
      return undefined;
    }
    const timer = setTimeout(() => setSlow({ question }), patienceMs);
    return () => clearTimeout(timer);
  }, [isPending, question]);

  return isPending && slow !== undefined && slow.question === question;
}
