import { useMemo } from 'react';
import { searchValue, splitTerms } from '../../api/query';
import {
  type IssuesOf,
  useEnvironments,
  useReleases,
  useTags,
  useTagValues,
} from '../../data/answers';
import { useFormats } from '../../formats';

/** What can take the place of the term at the caret. */
export interface Suggestion {
  /** The search with it, and where the caret goes. */
  search: string;
  caret: number;
  /** The term. */
  label: string;
  /** What it is called, or how often it occurs. */
  hint?: string;
  /** Whether a value has to follow. */
  isKey: boolean;
}

/** More than a menu shows at once are found by typing on. */
const mostShown = 20;

/** Keys of Sentry's search, and their values where these are few. */
const valuesOf: Record<string, string[]> = {
  is: [
    'unresolved',
    'resolved',
    'archived',
    'new',
    'regressed',
    'escalating',
    'ongoing',
    'for_review',
    'assigned',
    'unassigned',
  ],
  level: ['fatal', 'error', 'warning', 'info', 'debug'],
  environment: [],
  release: ['latest'],
  firstRelease: ['latest'],
  'error.unhandled': ['true', 'false'],
  'issue.priority': ['high', 'medium', 'low'],
  firstSeen: ['-24h', '-7d', '-14d'],
  lastSeen: ['-1h', '-24h', '-7d'],
  timesSeen: ['>100', '>1000'],
};

const limitedKeys = ['is', 'level', 'environment', 'release'];
const limitedStates = ['unresolved', 'resolved', 'archived'];

/** The term of a search that the caret is in, or at the end of. */
function termAt(search: string, caret: number) {
  const term = splitTerms(search).find(
    ({ start, end }) => start <= caret && caret <= end,
  );
  return term ?? { start: caret, end: caret, text: '' };
}

/** One made of a key, and of a value where there is a colon. */
const parts = /^(!?)(tags\[[^\]]*\]?|[^:"\s]*)(?::(.*))?$/s;

/**
 * Suggestions for the term at the caret. Asks for tags, their values and environments only
 * once it needs them, each once.
 */
export function useSuggestions(options: {
  of: IssuesOf;
  search: string;
  caret: number;
  /** Whether they are looked at. */
  isOpen: boolean;
  /** Whether a server has only a part of Sentry's search. */
  isLimited: boolean;
}): Suggestion[] {
  const { of, search, caret, isOpen, isLimited } = options;
  const entityRef = isOpen && 'entityRef' in of ? of.entityRef : undefined;
  const { start, end, text } = termAt(search, caret);
  const [, not = '', key = '', value] = parts.exec(text) ?? [];
  const hasValue = value !== undefined;
  const formats = useFormats();

  const tags = useTags(isLimited ? undefined : entityRef).data?.items;
  const tagKey = /^tags\[(.*)\]$/.exec(key)?.[1] ?? key;
  const isTag =
    hasValue && !valuesOf[key] && tags?.some(tag => tag.key === tagKey);
  const tagValues = useTagValues(
    entityRef && isTag ? { entityRef, key: tagKey } : undefined,
  ).data?.items;
  const environments = useEnvironments(
    of,
    isOpen && hasValue && key === 'environment',
  ).data?.items;
  const isRelease = key === 'release' || key === 'firstRelease';
  const releases = useReleases(
    entityRef && hasValue && isRelease ? entityRef : undefined,
    undefined,
  ).data?.items;

  return useMemo(() => {
    if (!isOpen) {
      return [];
    }
    const matching = (part: string, typed: string) =>
      part.toLowerCase().includes(typed.toLowerCase());
    const suggest = (
      label: string,
      isKey: boolean,
      hint?: string,
    ): Suggestion => {
      const head = `${search.slice(0, start)}${label}${isKey ? '' : ' '}`;
      const rest = search.slice(end).trimStart();
      return {
        search: `${head}${rest}`,
        caret: head.length,
        label,
        isKey,
        hint,
      };
    };
    if (!hasValue) {
      const own = isLimited ? limitedKeys : Object.keys(valuesOf);
      const others = tags?.filter(tag => !own.includes(tag.key)) ?? [];
      return [...own.map(one => ({ key: one, name: undefined })), ...others]
        .filter(one => matching(one.key, key))
        .slice(0, mostShown)
        .map(one => suggest(`${not}${one.key}:`, true, one.name));
    }
    const typed = value.replace(/^"/, '').replace(/"$/, '');
    const known = key === 'is' && isLimited ? limitedStates : valuesOf[key];
    const found: { value: string; count?: number }[] = [
      ...(known ?? []).map(one => ({ value: one })),
      ...(environments ?? []).map(({ name }) => ({
        value: searchValue(name),
      })),
      ...(releases ?? []).map(({ version }) => ({
        value: searchValue(version),
      })),
      ...(tagValues ?? []).map(one => ({
        ...one,
        value: searchValue(one.value),
      })),
    ];
    return found
      .filter(one => matching(one.value, typed) && one.value !== value)
      .slice(0, mostShown)
      .map(one =>
        suggest(
          `${not}${key}:${one.value}`,
          false,
          one.count === undefined ? undefined : formats.compact(one.count),
        ),
      );
  }, [
    isOpen,
    isLimited,
    search,
    start,
    end,
    not,
    key,
    value,
    hasValue,
    tags,
    tagValues,
    environments,
    releases,
    formats,
  ]);
}
