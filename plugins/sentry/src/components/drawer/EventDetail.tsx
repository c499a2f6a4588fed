import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type {
  SentryEvent,
  SentryCspReport,
  SentryOccurrence,
  SentryEventRequest,
  SentryEventContext,
} from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Breadcrumbs } from './Breadcrumbs';
import { Facts, Section } from './Section';
import styles from './EventDetail.module.css';
import { EventStackTraces } from './StackTrace';
import { sentryTranslationRef } from '../../translation';
import { ExternalLink } from '../ui/links';
import { MessageText } from '../ui/messages';

/** What an event tells: each part where there is one. */
export function EventDetail(props: {
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
      <EventStackTraces event={event} told={told} />
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

const sourceMapsGuide =
  'https://docs.sentry.io/platforms/javascript/sourcemaps/';

/** What keeps the event from being read well, and what to do about it. */
function EventErrors(props: { event: SentryEvent }) {
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

/** What a browser blocked, on whose word. */
function CspReport(props: { csp: SentryCspReport }) {
  const { csp } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const place = [csp.sourceFile, csp.lineNo].filter(Boolean).join(':');
  const disposition =
    csp.disposition === 'report'
      ? t('detail.csp.reportOnly')
      : csp.disposition === 'enforce' && t('detail.csp.enforced');
  return (
    <Section title={t('detail.csp.title')} level={4}>
      <Facts
        layout="rows"
        facts={[
          { name: t('detail.csp.directive'), value: code(csp.directive) },
          { name: t('detail.csp.blocked'), value: code(csp.blockedUri) },
          { name: t('detail.csp.page'), value: code(csp.documentUri) },
          { name: t('detail.csp.source'), value: code(place) },
          { name: t('detail.csp.disposition'), value: disposition },
        ]}
      />
    </Section>
  );
}

function code(text: string | undefined) {
  return text && <code dir="auto">{text}</code>;
}

/** What Sentry found by itself, and how it knows. */
function OccurrenceEvidence(props: { occurrence: SentryOccurrence }) {
  const { title, subtitle, evidence } = props.occurrence;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const important = evidence.filter(fact => fact.important);
  const others = evidence.filter(fact => !fact.important);
  return (
    <Section title={title ?? t('detail.event.evidence')} level={4}>
      {subtitle && (
        <p className={styles.message}>
          <bdi>{subtitle}</bdi>
        </p>
      )}
      <Facts
        layout="rows"
        facts={[...important, ...others].map(({ name, value }) => ({
          name,
          value: <bdi>{value}</bdi>,
        }))}
      />
    </Section>
  );
}

/** What the program was asked for. */
function EventRequest(props: { request: SentryEventRequest }) {
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

/** What the program ran in. */
function EventContexts(props: { contexts: SentryEventContext[] }) {
  const contexts = props.contexts.filter(({ facts }) => facts.length > 0);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (contexts.length === 0) {
    return null;
  }
  return (
    <Section title={t('detail.event.contexts')} level={4}>
      <div className={styles.contexts}>
        {contexts.map(({ name, facts }) => (
          <div key={name} className={styles.context}>
            <Text as="h5" variant="body-small" weight="bold">
              <bdi>{name}</bdi>
            </Text>
            <Facts
              layout="rows"
              label={name}
              facts={facts.map(([fact, value]) => ({
                name: fact,
                value: <bdi>{value}</bdi>,
              }))}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}
