import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text, VisuallyHidden } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useEveryMinute, useIsSlow } from '../../hooks';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { OpenInSentry } from '../ui/links';
import styles from './IssuesView.module.css';
import { useTotalText } from './totals';

/** The total, the age of the answer, and a link to Sentry. */
export function IssuesToolbar(props: {
  page: SentryIssuesPage | undefined;
  isPending: boolean;
  /** Another question starts the wait anew. */
  question: unknown;
  onReload?: () => void;
}) {
  const { page, isPending, question, onReload } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const { t: tIssues } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const total = useTotalText()(page);
  const isSlow = useIsSlow(isPending, question);
  const count = page?.items.length;
  const shown =
    count === undefined
      ? ''
      : tIssues('table.total.shown', { count, number: formats.number(count) });

  return (
    <div className={styles.toolbar}>
      <div className={styles.heading}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('content.title')}
        </Text>
        <Text
          color="secondary"
          className={styles.total}
          aria-hidden={isSlow || undefined}
        >
          {isSlow ? t('content.slow') : total}
        </Text>
        {/* Background refreshes are silent. */}
        <VisuallyHidden role="status">
          {isPending ? t(isSlow ? 'content.slow' : 'content.loading') : shown}
        </VisuallyHidden>
      </div>
      <div className={styles.actions}>
        {page && (
          <Text variant="body-small" color="secondary" className={styles.age}>
            <AnswerAge page={page} />
          </Text>
        )}
        <OpenInSentry href={page?.links.sentry} />
        {onReload && (
          <ButtonIcon
            variant="secondary"
            size="small"
            aria-label={t('action.reload')}
            icon={<RiRefreshLine />}
            isPending={isPending && page !== undefined}
            onPress={onReload}
          />
        )}
      </div>
    </div>
  );
}

function AnswerAge(props: { page: SentryIssuesPage }) {
  const { fetchedAt } = props.page;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  useEveryMinute();
  const date = new Date(fetchedAt);
  return (
    <time dateTime={fetchedAt} title={formats.exact(date)}>
      {t('notice.updated', { time: formats.relative(date) })}
    </time>
  );
}
