import { isNothing } from './plainValues';

/** What stands in a setting up to the semicolon, spaces and all; an apostrophe within a word, too. */
const SETTING = /(?:[^;"'\r\n]|(?<=\w)'(?=\w)){1,200}/.source;
const CONNECTIONS = [
  // `Password=p@ss w0rd;`, where another setting or nothing follows
  `((?:^|(?<=[;"'\\s]))(?:password|passwd|pwd)\\s?=\\s?)(${SETTING})(?=;(?:\\s?[a-z][a-z -]{1,40}=|\\s?["']|\\s*$))`,
  // `…;Password=p@ss w0rd"`
  `((?<=;\\s?)(?:password|passwd|pwd)\\s?=\\s?)(${SETTING})(?=["'])`,
].map(source => new RegExp(source, 'gi'));

// Numbers alone are a user and a group, as of `docker run`.
const LOGIN =
  /((?<=\s)(?:-u|-U|--user|--proxy-user)(?:\s{1,3}|=)["']?(?!\d{1,10}:)[^\s:"']{1,100}:)(?!\/\/)[^\s"']{1,200}/g;

/**
 * Takes out of a text the passwords that commands and connection strings log in with,
 * which may have signs in them that end one elsewhere.
 */
export function withoutLogins(text: string): string {
  return CONNECTIONS.reduce(
    (before, pattern) =>
      before.replace(pattern, (match, name: string, value: string) =>
        isNothing(value) ? match : `${name}[removed]`,
      ),
    text,
  ).replace(LOGIN, '$1[removed]');
}
