import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { SentryBreadcrumb } from 'backstage-plugin-sentry-common';
import type { Ref } from 'react';
import { useFormats } from '../../formats';
import { useShowAll } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { QuietText } from '../ui/primitives';
import styles from './Breadcrumbs.module.css';

/** Breadcrumbs shown at first. */
const firstShown = 8;

/** What happened before an event: the latest first, each with how long before it. */
export function Breadcrumbs(props: {
  /** Oldest first. */
  breadcrumbs: SentryBreadcrumb[];
  omitted?: number;
  /** When the event happened. */
  eventDate: string | undefined;
}) {
  const { breadcrumbs, omitted = 0, eventDate } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { showsAll, showAll, firstMore } = useShowAll<HTMLLIElement>();
  const latest = [...breadcrumbs].reverse();
  const shown = showsAll ? latest : latest.slice(0, firstShown);
  const hidden = latest.length - shown.length;

  return (
    <div className={styles.root}>
      <ol
        className={styles.timeline}
        aria-label={t('detail.breadcrumbs.title')}
      >
        {shown.map((breadcrumb, index) => (
          <Breadcrumb
            key={index}
            itemRef={index === firstShown ? firstMore : undefined}
            breadcrumb={breadcrumb}
            eventDate={eventDate}
          />
        ))}
      </ol>
      {hidden > 0 && (
        <Button
          variant="tertiary"
          size="small"
          className={styles.more}
          onPress={showAll}
        >
          {t('detail.breadcrumbs.more', formats.counted(hidden))}
        </Button>
      )}
      {hidden === 0 && omitted > 0 && (
        <QuietText as="p">
          {t('detail.breadcrumbs.omitted', formats.counted(omitted))}
        </QuietText>
      )}
    </div>
  );
}

function Breadcrumb(props: {
  /** Set on the one that takes the focus. */
  itemRef: Ref<HTMLLIElement> | undefined;
  breadcrumb: SentryBreadcrumb;
  eventDate: string | undefined;
}) {
  const { itemRef, breadcrumb, eventDate } = props;
  const { category, type, level, message, data = [] } = breadcrumb;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isBad = level === 'error' || level === 'fatal' || level === 'warning';
  return (
    <li
      ref={itemRef}
      className={styles.crumb}
      data-level={level}
      tabIndex={itemRef ? -1 : undefined}
    >
      <div className={styles.head}>
        <span className={styles.category}>
          <bdi>{category ?? type ?? t('detail.breadcrumbs.other')}</bdi>
        </span>
        {isBad && (
          <span className={styles.level}>{t(`detail.level.${level}`)}</span>
        )}
        <QuietText>
          <BreadcrumbTime
            timestamp={breadcrumb.timestamp}
            eventDate={eventDate}
          />
        </QuietText>
      </div>
      {message && (
        <p className={styles.message} dir="auto">
          {message}
        </p>
      )}
      {data.length > 0 && (
        <p className={styles.data}>
          <bdi>
            {data.map(([name, value]) => (
              <span key={name} className={styles.datum}>
                <span className={styles.datumName}>{name}:</span> {value}
              </span>
            ))}
          </bdi>
        </p>
      )}
    </li>
  );
}

/** How long before the event, exact on hover. */
function BreadcrumbTime(props: {
  timestamp: string | undefined;
  eventDate: string | undefined;
}) {
  const { timestamp, eventDate } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const date = new Date(timestamp ?? NaN);
  if (Number.isNaN(date.getTime())) {
    return null;
  }
  const before = new Date(eventDate ?? NaN).getTime() - date.getTime();
  return (
    <time dateTime={date.toISOString()} title={formats.exact(date)}>
      {Number.isNaN(before) && formats.exact(date)}
      {before > 0 &&
        t('detail.breadcrumbs.before', { time: formats.duration(before) })}
      {before <= 0 && t('detail.breadcrumbs.sameTime')}
    </time>
  );
}
