import { isPersonalName } from '../text/personalNames';
import { isSensitiveName } from '../text/sensitiveNames';
import { contentAddressOf, textOf } from './read';

/** Sentry takes no longer ones, in characters. */
export const MAX_TAG_KEY = 200;

/** The value of a tag of that name; of what a policy blocked, where it came from alone. */
export function tagValueOf(
  key: string | undefined,
  value: unknown,
): string | undefined {
  return textOf(key === 'blocked-uri' ? contentAddressOf(value) : value, 200);
}

/** Whether a tag of that name may be shown. */
export function isShownTag(key: string | undefined): boolean {
  return (
    key !== undefined &&
    key.length <= MAX_TAG_KEY &&
    !isPersonalName(key) &&
    !isSensitiveName(key)
  );
}
