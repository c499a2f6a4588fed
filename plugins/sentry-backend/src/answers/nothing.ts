import { Answer } from './Answer';
import { compose } from './compose';

/** An answer that was not asked for anywhere: nobody is to be told anything, or there is nothing. */
export function nothing(content: object): Answer {
  return Answer.of(
    compose({ content, used: [], problems: [], partial: false }).payload,
  );
}
