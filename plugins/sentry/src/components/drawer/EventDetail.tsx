import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type {
  SentryCspReport,
  SentryEvent,
  SentryEventContext,
  SentryEventRequest,
  SentryOccurrence,
} from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { ExternalLink } from '../ui/links';
import { MessageText } from '../ui/messages';
import { Breadcrumbs } from './Breadcrumbs';
import styles from './EventDetail.module.css';
import { type Fact, Facts, Section } from './Section';
import { StackTraces } from './StackTrace';

const sourceMapsGuide =
  'https://docs.sentry.io/platforms/javascript/sourcemaps/';

/** The contents of an event; parts that it lacks are left out. */
export function EventDetail(props: {
  event: SentryEvent;
  /** The message shown above, which is not repeated here. */
  messageAbove: string | undefined;
  /** What the server is called. */
  server: string;
}) {
  const { event, messageAbove, server } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { user, extra = [] } = event;
  // Named like what Sentry detected, or shown above.
  const said = [messageAbove, event.occurrence?.title];
  const userName = user?.name ?? user?.username ?? user?.email ?? user?.id;

  return (
    <div className={styles.parts}>
      <EventErrors event={event} server={server} />
      {event.message && !said.includes(event.message) && (
        <Section title={t('detail.event.message')} level={4}>
          <Plain>{event.message}</Plain>
        </Section>
      )}
      {event.csp && <CspReport csp={event.csp} />}
      {event.occurrence && (
        <Occurrence occurrence={event.occurrence} messageAbove={messageAbove} />
      )}
      <StackTraces event={event} messageAbove={messageAbove} />
      {isEmpty(event) && (
        <Alert
          status="info"
          icon
          title={t('detail.event.silent')}
          description={t('detail.event.silentDescription', { server })}
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
      {event.request && <Request request={event.request} />}
      {userName && (
        <Section title={t('detail.event.user')} level={4}>
          <Plain>{userName}</Plain>
        </Section>
      )}
      <Contexts contexts={event.contexts} />
      {extra.length > 0 && (
        <Section title={t('detail.event.extra')} level={4}>
          <Facts facts={factsOf(extra)} />
        </Section>
      )}
    </div>
  );
}

/** Whether no part of the event says what happened. */
function isEmpty(event: SentryEvent): boolean {
  return (
    event.exceptions.length === 0 &&
    event.threads.length === 0 &&
    !event.message &&
    !event.csp &&
    !event.occurrence
  );
}

/** Text as the program wrote it. */
function Plain({ children }: { children: string }) {
  return (
    <p className={styles.message} dir="auto">
      {children}
    </p>
  );
}

function factsOf(entries: [name: string, value: string][]): Fact[] {
  return entries.map(([name, value]) => ({ name, value: <bdi>{value}</bdi> }));
}

/** What Sentry could not process, and what to do about it. */
function EventErrors(props: { event: SentryEvent; server: string }) {
  const { event, server } = props;
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
      title={
        isMinified
          ? t('detail.minified.title')
          : t('detail.event.errors', { server })
      }
      description={
        <>
          {isMinified && (
            <div>
              {t('detail.minified.description', { server })}{' '}
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

/** What a browser blocked, and by which rule. */
function CspReport({ csp }: { csp: SentryCspReport }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const place = [csp.sourceFile, csp.lineNo].filter(Boolean).join(':');
  const disposition =
    csp.disposition === 'report'
      ? t('detail.csp.reportOnly')
      : csp.disposition === 'enforce' && t('detail.csp.enforced');
  const code = (text: string | undefined) =>
    text && <code dir="auto">{text}</code>;
  return (
    <Section title={t('detail.csp.title')} level={4}>
      <Facts
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

/** What Sentry detected by itself, such as a slow query, with its evidence. */
function Occurrence(props: {
  occurrence: SentryOccurrence;
  messageAbove: string | undefined;
}) {
  const { messageAbove } = props;
  const { title, subtitle, evidence } = props.occurrence;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const others = evidence.filter(({ value }) => value !== messageAbove);
  const importantFirst = [
    ...others.filter(({ important }) => important),
    ...others.filter(({ important }) => !important),
  ];
  const isRepeated = subtitle === messageAbove;
  if ((!subtitle || isRepeated) && importantFirst.length === 0) {
    return null;
  }
  return (
    <Section title={title ?? t('detail.event.evidence')} level={4}>
      {subtitle && !isRepeated && <Plain>{subtitle}</Plain>}
      <Facts
        facts={factsOf(importantFirst.map(({ name, value }) => [name, value]))}
      />
    </Section>
  );
}

function Request({ request }: { request: SentryEventRequest }) {
  const { method, url, headers, body } = request;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (!method && !url && headers.length === 0 && !body) {
    return null;
  }
  return (
    <Section title={t('detail.event.request')} level={4}>
      {(method || url) && (
        <p className={styles.message}>
          <bdi dir="ltr">
            {method && <strong>{method} </strong>}
            {url}
          </bdi>
        </p>
      )}
      <Facts label={t('detail.event.headers')} facts={factsOf(headers)} />
      {body && <Plain>{body}</Plain>}
    </Section>
  );
}

/** What the program ran in: browser, runtime, device. */
function Contexts(props: { contexts: SentryEventContext[] }) {
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
            <Facts label={name} facts={factsOf(facts)} />
          </div>
        ))}
      </div>
    </Section>
  );
}
