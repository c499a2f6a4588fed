import {
  appLanguageApiRef,
  type TranslationApi,
  translationApiRef,
  useApi,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryTranslationRef } from './translation';

/**
 * Formatters of one language. Dates are in the viewer's own time zone, but for
 * the days that Sentry counts: those begin and end with UTC's.
 */
export interface Formats {
  /** `1,284`. */
  number(value: number): string;
  /** `{ count: 1284, number: '1,284' }`, for texts with a plural. */
  counted(count: number): { count: number; number: string };
  /** `1.3K`, for where there is little room. */
  compact(value: number): string;
  /** `5 minutes ago`; in days up to a month: `last week` could be any of them. */
  relative(date: Date, now?: Date): string;
  /** `36%`, of a share from 0 to 1; never 0% or 100% where it is not quite that. */
  percent(share: number): string;
  /** `99.8%`, of a share from 0 to 1; rounded down, so that 100% means all. */
  rate(share: number): string;
  /** `2.3s`: how long, in the one unit that says it best. */
  duration(milliseconds: number): string;
  /** With date and time to the second, and the zone. */
  exact(date: Date): string;
  /** `November 12`, or with the hour where the buckets are hours. */
  bucket(date: Date, hourly: boolean): string;
  /** `Nov 12`, or `Nov 12, 10 AM`: the same for an axis, where there is little room. */
  tick(date: Date, hourly: boolean): string;
  /** `a, b and c`. */
  list(items: string[]): string;
  /** Which of two names comes first, for sorting. */
  compare(a: string, b: string): number;
}

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const shortest: [unit: string, milliseconds: number] = ['millisecond', 1];
const durations: [unit: string, milliseconds: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/**
 * @param language - a BCP 47 tag; the browser's own where undefined
 * @param justNow - what is said of the last minute; the language's own `now` by default
 */
export function createFormats(
  language?: string,
  justNow: string = new Intl.RelativeTimeFormat(language, {
    numeric: 'auto',
  }).format(0, 'second'),
): Formats {
  const number = new Intl.NumberFormat(language);
  const compact = new Intl.NumberFormat(language, {
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  const exact = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  });
  const day = dayFormat(language, 'long');
  const hour = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
  });
  const shortDay = dayFormat(language, 'short');
  const shortHour = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
  });
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const rate = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const order = new Intl.Collator(language, { numeric: true });

  return {
    number: value => number.format(value),
    counted: count => ({ count, number: number.format(count) }),
    compact: value => compact.format(value),
    relative: (date, now = new Date()) => {
      const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
      const step = steps.find(([, size]) => Math.abs(seconds) >= size);
      return step
        ? relative.format(Math.trunc(seconds / step[1]), step[0])
        : justNow;
    },
    percent: share => {
      const isExact = share <= 0 || share >= 1;
      return percent.format(
        isExact ? share : Math.min(Math.max(share, 0.01), 0.99),
      );
    },
    // Past what is stored of it, so that 0.998 is not a hair below.
    rate: share => rate.format(Math.floor(share * 1e3 + 1e-6) / 1e3),
    duration: milliseconds => {
      const size = Math.abs(milliseconds);
      const [unit, length] =
        durations.find(([, least]) => size >= least) ?? shortest;
      return new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'narrow',
        maximumFractionDigits: unit === 'second' ? 1 : 0,
      }).format(size / length);
    },
    exact: date => exact.format(date),
    bucket: (date, hourly) => (hourly ? hour.format(date) : day(date)),
    tick: (date, hourly) => (hourly ? shortHour.format(date) : shortDay(date)),
    list: items => list.format(items),
    compare: (a, b) => order.compare(a, b),
  };
}

/** Days, where west of Greenwich UTC's would be named after the day before. */
function dayFormat(
  language: string | undefined,
  month: 'long' | 'short',
): (date: Date) => string {
  const options = { day: 'numeric', month } as const;
  const local = new Intl.DateTimeFormat(language, options);
  const utc = new Intl.DateTimeFormat(language, {
    ...options,
    timeZone: 'UTC',
  });
  return date => (date.getTime() % 86_400_000 === 0 ? utc : local).format(date);
}

/** Formatters that take words of the language, too. */
interface WordedFormats extends Formats {
  /** That many or more: `162+`; `99+` where Sentry stopped at 100, as Sentry shows it. */
  capped(value: number): string;
}

const wordedOf = new WeakMap<TranslationApi, Map<string, WordedFormats>>();

/**
 * Numbers and times in the language the app is shown in. Made once for all: each cell of a
 * table uses them. What is around it waits for the language's texts.
 */
export function useFormats(): WordedFormats {
  const translations = useApi(translationApiRef);
  const language =
    useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? '';
  const known = wordedOf.get(translations) ?? new Map<string, WordedFormats>();
  wordedOf.set(translations, known);
  const worded = known.get(language);
  if (worded) {
    return worded;
  }
  const texts = translations.getTranslation(sentryTranslationRef);
  const formats = knownFormats(
    language || undefined,
    texts.ready ? texts.t('notice.justNow') : undefined,
  );
  const made: WordedFormats = {
    ...formats,
    capped: value => {
      const number = formats.number(value === 100 ? 99 : value);
      return texts.ready ? texts.t('counts.capped', { number }) : `${number}+`;
    },
  };
  if (texts.ready) {
    known.set(language, made);
  }
  return made;
}

/** A browser takes long to make them. */
const formatsOf = new Map<string, Formats>();

function knownFormats(
  language: string | undefined,
  justNow: string | undefined,
): Formats {
  const key = `${language} ${justNow}`;
  const formats = formatsOf.get(key) ?? createFormats(language, justNow);
  formatsOf.set(key, formats);
  return formats;
}

const units: Record<string, 'hour' | 'day' | 'week'> = {
  h: 'hour',
  d: 'day',
  w: 'week',
};

/** How many of which a window is, such as `14d`; undefined where it is none. */
export function readPeriod(statsPeriod: string) {
  const unit = units[statsPeriod.slice(-1)];
  const count = Number.parseInt(statsPeriod, 10);
  return unit && !Number.isNaN(count) ? { unit, count } : undefined;
}

/** Says a window such as `14d` in words, within a sentence: “the last 14 days”. */
export function usePeriodText(): (statsPeriod: string) => string {
  const { t } = useTranslationRef(sentryTranslationRef);
  return useCallback(
    statsPeriod => {
      const period = readPeriod(statsPeriod);
      return period
        ? t(`period.${period.unit}`, { count: period.count })
        : statsPeriod;
    },
    [t],
  );
}
