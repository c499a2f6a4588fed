import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFileCopyLine } from '@remixicon/react';
import type { SentryEvent } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton } from '../ui/CopyButton';
import { ExternalLink } from '../ui/ExternalLink';
import { RelativeTime } from '../ui/RelativeTime';
import { ReleaseLink } from './ReleaseLink';
import styles from './EventDetail.module.css';

const shownOfId = 8;

/** Which event it is: when, where it ran and what it is called. */
export function EventHead(props: { event: SentryEvent }) {
  const { event } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <ul className={styles.headFacts}>
      <li className={styles.eventId}>
        <ExternalLink href={event.link} title={event.id} variant="body-small">
          {event.id.slice(0, shownOfId)}
        </ExternalLink>
        <CopyButton
          label={t('detail.event.copyId')}
          icon={<RiFileCopyLine />}
          text={() => event.id}
        />
      </li>
      <li>
        <RelativeTime value={event.dateCreated ?? event.dateReceived} />
      </li>
      {event.environment && (
        <li>
          <bdi>{event.environment}</bdi>
        </li>
      )}
      {event.release && (
        <li>
          <ReleaseLink release={event.release} />
          {event.dist && ` (${event.dist})`}
        </li>
      )}
      {event.sdk && (
        <li>
          <bdi>
            {[event.sdk.name, event.sdk.version].filter(Boolean).join(' ')}
          </bdi>
        </li>
      )}
      {event.attachmentCount ? (
        <li>
          <ExternalLink href={event.link} variant="body-small">
            {t('detail.event.attachments', { count: event.attachmentCount })}
          </ExternalLink>
        </li>
      ) : null}
    </ul>
  );
}
