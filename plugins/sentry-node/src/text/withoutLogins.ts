import { matchAt } from './matchAt';
import { nextIn } from './nextIn';
import { isNothing } from './plainValues';

/** The names of connection strings, up to where the value begins. */
const NAME = /(?<=^|[;"'\s])(?:password|passwd|pwd)\s?=\s?/gi;
const MAX_VALUE = 200;
/** What a value ends before: spaces are part of it, and so is an apostrophe within a word. */
const END = /[;"\r\n]|'(?!\w)|(?<!\w)'/g;
/** `Password=p@ss w0rd;`, where another setting or nothing follows. */
const NEXT = /;(?:\s?[a-z][a-z -]{1,40}=|\s?["']|\s*$)/iy;
/** `…;Password=p@ss w0rd"` */
const LAST = /(?:[^;"'\r\n]|(?<=\w)'(?=\w)){1,200}(?=["'])/y;

// Numbers alone are a user and a group, as of `docker run`.
const LOGIN =
  /((?<=\s)(?:-u|-U|--user|--proxy-user)(?:\s{1,3}|=)["']?(?!\d{1,10}:)[^\s:"']{1,100}:)(?!\/\/)[^\s"']{1,200}/g;

/**
 * Takes out of a text the passwords that commands and connection strings log in with,
 * which may have signs in them that end one elsewhere.
 */
export function withoutLogins(text: string): string {
  return withoutPasswords(text).replace(LOGIN, '$1[removed]');
}

/**
 * Looks for the end once for all the names before it, since each may stand within the value
 * of the one before: a text made of names alone costs no more than its length.
 */
function withoutPasswords(text: string): string {
  let safe = '';
  let done = 0;
  let checked = -1;
  let isSetting = false;
  const endAfter = nextIn(text, END);
  for (const { 0: name, index } of text.matchAll(NAME)) {
    const start = index + name.length;
    if (index < done) {
      continue;
    }
    const end = endAfter(start);
    if (end !== checked) {
      isSetting = matchAt(NEXT, text, end) !== undefined;
      checked = end;
    }
    const value =
      isSetting && end - start <= MAX_VALUE
        ? text.slice(start, end)
        : lastValue(text, index, start);
    if (value && !isNothing(value)) {
      safe += `${text.slice(done, start)}[removed]`;
      done = start + value.length;
    }
  }
  return safe + text.slice(done);
}

/** No two names stand behind the same semicolon, so that each value is read once. */
function lastValue(
  text: string,
  index: number,
  start: number,
): string | undefined {
  const isBehindSetting = /;\s?$/.test(
    text.slice(Math.max(0, index - 2), index),
  );
  return isBehindSetting ? matchAt(LAST, text, start) : undefined;
}
