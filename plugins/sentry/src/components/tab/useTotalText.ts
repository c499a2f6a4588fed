import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

/** Where Sentry stops counting the matches of a search. */
export const mostHits = 1000;

/** Says how many issues match, no more exactly than Sentry knows. */
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
    return total >= mostHits
      ? t('table.total.atLeast', { number: number(mostHits) })
      : t('table.total.about', { count: total, number: number(total) });
  };
}
