import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text, VisuallyHidden } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { sentryTranslationRef } from '../../translation';
import { OpenInSentry } from '../ExternalLink';
import styles from './SentryIssuesContent.module.css';
import { useTotalText } from './useTotalText';

/** How many issues there are, how new that is, and the way to Sentry. */
export function IssuesToolbar(props: {
  page: SentryIssuesPage | undefined;
  isPending: boolean;
  onReload: () => void;
}) {
  const { page, isPending, onReload } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const total = useTotalText()(page);

  return (
    <div className={styles.toolbar}>
      <div className={styles.heading}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('content.title')}
        </Text>
        <Text as="div" color="secondary" role="status">
          {total}
          {!page && isPending && (
            <VisuallyHidden>{t('content.loading')}</VisuallyHidden>
          )}
        </Text>
      </div>
      <div className={styles.actions}>
        {page && (
          <Text variant="body-small" color="secondary" className={styles.age}>
            <AnswerAge page={page} />
          </Text>
        )}
        <ButtonIcon
          variant="secondary"
          size="small"
          aria-label={t('action.reload')}
          icon={<RiRefreshLine />}
          isPending={isPending && page !== undefined}
          onPress={onReload}
        />
        <OpenInSentry href={page?.links.sentry} />
      </div>
    </div>
  );
}

function AnswerAge(props: { page: SentryIssuesPage }) {
  const { fetchedAt, stale, problems } = props.page;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const date = new Date(fetchedAt);
  const time = formats.relative(date);
  // Old without a problem: the server is fetching the next answer by itself.
  const isRefreshing = stale && problems.length === 0;
  return (
    <time dateTime={fetchedAt} title={formats.exact(date)}>
      {isRefreshing
        ? t('notice.refreshing', { time })
        : t('notice.updated', { time })}
    </time>
  );
}
