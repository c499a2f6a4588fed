import { problemMessages } from '../../translations/problems';
import type { ProblemText } from './useProblemText';

const englishTitles: Partial<Record<string, string>> = problemMessages.title;

/** Whether the message tells anything that its title does not. */
export function saysMore({ kind, title, message }: ProblemText): boolean {
  // The backend speaks English, whatever the language of the title.
  return ![title, englishTitles[kind]].includes(message.replace(/\.$/, ''));
}
