import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { sentryTranslationRef } from '../translation';
import { createFormats, type Formats } from './formats';

/** Formatters that take words of the language, too. */
export interface WordedFormats extends Formats {
  /** `99+`, of a count that Sentry stopped at 100: it means that many or more. */
  capped(value: number): string;
}

/** Numbers and times in the language the app is shown in. */
export function useFormats(): WordedFormats {
  const { t } = useTranslationRef(sentryTranslationRef);
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;
  return useMemo(() => {
    const formats = createFormats(language, t('notice.justNow'));
    return {
      ...formats,
      capped: value =>
        t('counts.capped', { number: formats.number(value - 1) }),
    };
  }, [language, t]);
}
