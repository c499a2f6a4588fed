import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { mostCounted } from '../../data/answers';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

/** Returns how many issues match, as exactly as Sentry counts them. */
export function useTotalText(): (page: SentryIssuesPage | undefined) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { number } = useFormats();

  return page => {
    if (!page) {
      return '';
    }
    const { totalItems: total, totalIsEstimate } = page;
    if (total === undefined) {
      const count = page.items.length;
      return t('table.total.shown', { count, number: number(count) });
    }
    if (!totalIsEstimate || total === 0) {
      return t('table.total.exact', { count: total, number: number(total) });
    }
    return total >= mostCounted
      ? t('table.total.atLeast', { number: number(mostCounted) })
      : t('table.total.about', { count: total, number: number(total) });
  };
}

/** Returns which of the matches a page shows; the total where it shows all of them. */
export function useRangeText(): (
  page: SentryIssuesPage | undefined,
  /** How many issues are on the pages before it; undefined where that is unknown. */
  before: number | undefined,
) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const totalText = useTotalText();
  const { number } = useFormats();

  return (page, before) => {
    const count = page?.items.length ?? 0;
    const isAll = before === 0 && !page?.pageInfo.nextCursor;
    if (!page || before === undefined || isAll || count === 0) {
      return totalText(page);
    }
    const first = number(before + 1);
    const last = number(before + count);
    const range = count === 1 ? first : `${first}–${last}`;
    const { totalItems: total, totalIsEstimate } = page;
    // Sentry's estimate can be lower than what it has already returned.
    if (total === undefined || total < before + count) {
      return t('table.total.rangeOnly', { range });
    }
    if (!totalIsEstimate) {
      return t('table.total.range', { range, number: number(total) });
    }
    return total >= mostCounted
      ? t('table.total.rangeAtLeast', { range, number: number(mostCounted) })
      : t('table.total.rangeAbout', { range, number: number(total) });
  };
}
