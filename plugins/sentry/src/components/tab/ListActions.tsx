import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { type Capabilities, linkedServer } from '../../data/projects';
import { useEveryMinute, useIsSlow } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { CopyButton, IconButton } from '../ui/buttons';
import { LinkIcon, RefreshIcon } from '../ui/icons';
import { OpenInSentry } from '../ui/links';
import styles from './IssuesToolbar.module.css';
import { useTotalText } from './totals';

/** The answer to a query of issues, and the wait for it. */
export interface ListActionsProps {
  capabilities: Capabilities;
  /** Undefined where there is none to the query at hand. */
  page: SentryIssuesPage | undefined;
  isPending: boolean;
  /** Another question starts the wait anew. */
  question: unknown;
  /** What has changed since the list was loaded; empty for nothing. */
  news?: string;
  onReload?: () => void;
}

/** How many issues there are, and ways to load them anew and to take the list along. */
export function ListActions(props: ListActionsProps) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div className={styles.actions}>
      <Total {...props} />
      {/* Without an answer to the query it would lead to another list; nothing moves when it comes. */}
      <OpenInSentry
        href={props.page?.links.sentry}
        server={linkedServer(props.capabilities)}
        labelClassName={styles.wide}
      />
      <ReloadButton {...props} />
      <CopyButton
        label={t('filters.copyLink')}
        icon={<LinkIcon />}
        text={() => window.location.href}
      />
    </div>
  );
}

/** How many issues match; or that it takes a while to find out. */
function Total(props: ListActionsProps) {
  const { page, isPending, question, news } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const isSlow = useIsSlow(isPending, question);
  const total = useTotalText()(page);
  const waiting = tBase(isSlow ? 'content.slow' : 'content.loading');
  const count = page?.items.length;
  return (
    <>
      <Text
        variant="body-small"
        color="secondary"
        className={`${styles.total} ${styles.wide}`}
        aria-hidden={isSlow || undefined}
      >
        {isSlow ? waiting : total}
      </Text>
      {/* Background refreshes are silent, unless they bring news. */}
      <VisuallyHidden role="status">
        {isPending && waiting}
        {!isPending &&
          count !== undefined &&
          (news ||
            t('table.total.shown', { count, number: formats.number(count) }))}
      </VisuallyHidden>
    </>
  );
}

/** Its tooltip says how old the answer is. */
function ReloadButton(props: ListActionsProps) {
  const { page, isPending, onReload } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  useEveryMinute();
  const age =
    page &&
    t('notice.updated', { time: formats.relative(new Date(page.fetchedAt)) });
  return onReload ? (
    <IconButton
      label={t('action.reload')}
      tip={[t('action.reload'), age].filter(Boolean).join(' · ')}
      icon={<RefreshIcon />}
      isPending={isPending && page !== undefined}
      onPress={onReload}
    />
  ) : null;
}
