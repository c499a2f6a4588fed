import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryEventRequest } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Facts } from './Facts';
import { Section } from './Section';
import styles from './EventDetail.module.css';

/** What the program was asked for. */
export function EventRequest(props: { request: SentryEventRequest }) {
  const { method, url, headers, body } = props.request;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (!method && !url && headers.length === 0 && !body) {
    return null;
  }
  return (
    <Section title={t('detail.event.request')} level={4}>
      {(method || url) && (
        <p className={styles.request}>
          <bdi dir="ltr">
            {method && (
              <>
                <strong>{method}</strong>{' '}
              </>
            )}
            {url}
          </bdi>
        </p>
      )}
      <Facts
        layout="rows"
        label={t('detail.event.headers')}
        facts={headers.map(([name, value]) => ({
          name,
          value: <bdi>{value}</bdi>,
        }))}
      />
      {body && (
        <p className={styles.message}>
          <bdi>{body}</bdi>
        </p>
      )}
    </Section>
  );
}
