import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { SentryEvent } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { ExternalLink } from '../ui/ExternalLink';
import { MessageText } from '../ui/MessageText';
import styles from './EventDetail.module.css';

const sourceMapsGuide =
  'https://docs.sentry.io/platforms/javascript/sourcemaps/';

/** What keeps the event from being read well, and what to do about it. */
export function EventErrors(props: { event: SentryEvent }) {
  const { event } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const isMinified = event.exceptions.some(({ frames }) =>
    frames.some(frame => frame.isMinified),
  );
  if (!isMinified && event.errors.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={isMinified ? t('detail.minified.title') : t('detail.event.errors')}
      description={
        <>
          {isMinified && (
            <div>
              {t('detail.minified.description')}{' '}
              <ExternalLink href={sourceMapsGuide} variant="body-small">
                {tBase('action.learnMore')}
              </ExternalLink>
            </div>
          )}
          {event.errors.length > 0 && (
            <ul className={styles.errors}>
              {event.errors.map((error, index) => (
                <li key={index}>
                  <MessageText>{error}</MessageText>
                </li>
              ))}
            </ul>
          )}
        </>
      }
    />
  );
}
