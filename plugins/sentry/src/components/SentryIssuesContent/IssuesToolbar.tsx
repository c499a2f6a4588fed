import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text, VisuallyHidden } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { sentryTranslationRef } from '../../translation';
import { OpenInSentry } from '../ExternalLink';
import { RelativeTime } from '../Formats';
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
        <Text as="p" color="secondary" role="status">
          {total}
          {!page && isPending && (
            <VisuallyHidden>{t('content.loading')}</VisuallyHidden>
          )}
        </Text>
      </div>
      <div className={styles.actions}>
        {page && (
          <Text variant="body-small" color="secondary" className={styles.age}>
            {page.stale && page.problems.length === 0 ? (
              t('notice.refreshing')
            ) : (
              <RelativeTime value={page.fetchedAt} />
            )}
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
