import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { SentryEvent } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Breadcrumbs } from './Breadcrumbs';
import { Facts } from './Facts';
import { Section } from './Section';
import { CspReport } from './CspReport';
import styles from './EventDetail.module.css';
import { EventContexts } from './EventContexts';
import { EventErrors } from './EventErrors';
import { EventRequest } from './EventRequest';
import { EventStack } from './EventStack';
import { OccurrenceEvidence } from './OccurrenceEvidence';

/** What an event tells: each part where there is one. */
export function EventBody(props: {
  event: SentryEvent;
  /** What stands above already. */
  told: string | undefined;
}) {
  const { event, told } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { user, extra = [] } = event;
  const name = user?.name ?? user?.username ?? user?.email ?? user?.id;

  return (
    <div className={styles.parts}>
      <EventErrors event={event} />
      {event.message && (
        <Section title={t('detail.event.message')} level={4}>
          <p className={styles.message}>
            <bdi>{event.message}</bdi>
          </p>
        </Section>
      )}
      {event.csp && <CspReport csp={event.csp} />}
      {event.occurrence && <OccurrenceEvidence occurrence={event.occurrence} />}
      <EventStack event={event} told={told} />
      {isSilent(event) && (
        <Alert
          status="info"
          icon
          title={t('detail.event.silent')}
          description={t('detail.event.silentDescription')}
        />
      )}
      {event.breadcrumbs.length > 0 && (
        <Section title={t('detail.breadcrumbs.title')} level={4}>
          <Breadcrumbs
            breadcrumbs={event.breadcrumbs}
            omitted={event.breadcrumbsOmitted}
            eventDate={event.dateCreated}
          />
        </Section>
      )}
      {event.request && <EventRequest request={event.request} />}
      {name && (
        <Section title={t('detail.event.user')} level={4}>
          <p className={styles.message}>
            <bdi>{name}</bdi>
          </p>
        </Section>
      )}
      {event.tags.length > 0 && (
        <Section title={t('detail.event.tags')} level={4}>
          <ul className={styles.tags} aria-label={t('detail.event.tags')}>
            {event.tags.map(({ key, value }) => (
              <li key={`${key} ${value}`} className={styles.tag}>
                <span className={styles.tagKey}>
                  <bdi>{key}</bdi>
                </span>
                <bdi>{value}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <EventContexts contexts={event.contexts} />
      {extra.length > 0 && (
        <Section title={t('detail.event.extra')} level={4}>
          <Facts
            layout="rows"
            facts={extra.map(([key, value]) => ({
              name: key,
              value: <bdi>{value}</bdi>,
            }))}
          />
        </Section>
      )}
    </div>
  );
}

/** Whether there is nothing that says what happened. */
function isSilent(event: SentryEvent): boolean {
  return (
    event.exceptions.length === 0 &&
    event.threads.length === 0 &&
    !event.message &&
    !event.csp &&
    !event.occurrence
  );
}
