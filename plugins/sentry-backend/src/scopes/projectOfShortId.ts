/**
 * The project that a short id names, in lower case, however it is spelled: it begins with the
 * slug. `undefined` for what is no short id.
 */
export function projectOfShortId(name: string): string | undefined {
  return /^(.+)[\s_-][0-9a-z]+$/i.exec(name.trim())?.[1].toLowerCase();
}
