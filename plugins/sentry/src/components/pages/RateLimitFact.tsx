import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { QuietText } from '../ui/QuietText';
import styles from './ConnectionPage.module.css';

/** How many requests Sentry still takes, and until when. */
export function RateLimitFact(props: {
  rateLimit: NonNullable<SentryInstanceStatus['rateLimit']>;
}) {
  const { limit, remaining, resetsAt } = props.rateLimit;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const language = useApiHolder().get(appLanguageApiRef)?.getLanguage();
  const end = new Date(resetsAt);
  // Sentry's windows are of seconds.
  const clock = new Intl.DateTimeFormat(language?.language, {
    timeStyle: 'medium',
  });

  return (
    <div className={styles.fact}>
      <dt>{t('instances.budget')}</dt>
      <dd>
        {t('instances.budgetLeft', {
          remaining: formats.number(remaining),
          limit: formats.number(limit),
        })}
        <meter
          className={styles.meter}
          min={0}
          max={limit}
          low={limit / 4}
          optimum={limit}
          value={remaining}
          aria-label={t('instances.budget')}
        />
        {!Number.isNaN(end.getTime()) && (
          <QuietText as="p" variant="body-small">
            <time dateTime={resetsAt} title={formats.exact(end)}>
              {t('instances.resets', { time: clock.format(end) })}
            </time>
          </QuietText>
        )}
      </dd>
    </div>
  );
}
