import { pageMessages } from '../../translations/page/en';
import type { ProblemText } from './useProblemText';

const english: Partial<Record<string, string>> = pageMessages;

/** Whether the message tells anything that its title does not. */
export function saysMore({ kind, title, message }: ProblemText): boolean {
  // The backend speaks English, whatever the language of the title.
  return ![title, english[`problem.title.${kind}`]].includes(
    message.replace(/\.$/, ''),
  );
}
