import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, VisuallyHidden } from '@backstage/ui';
import type {
  SentryEvent,
  SentryEventPosition,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { type ReactElement, useMemo, useRef } from 'react';
import { SentryProblemException } from '../../api/errors';
import type { IssueDetail } from '../../data/issue';
import { useFormats } from '../../formats';
import { usePassFocus } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CopyButton, IconButton } from '../ui/buttons';
import {
  ArrowLeftIcon,
  ArrowRightIcon,
  CopyIcon,
  SkipLeftIcon,
  SkipRightIcon,
  StarIcon,
} from '../ui/icons';
import { ExternalLink, httpUrl } from '../ui/links';
import { KeepFocus } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import { QuietText, RelativeTime } from '../ui/primitives';
import { EventDetail } from './EventDetail';
import styles from './EventDetail.module.css';
import { ReleaseLink } from './IssueFigures';
import { messageOf } from './IssueHeader';
import { Section } from './Section';

const shownOfId = 8;

/** One event of the issue, and the way to the others. */
export function EventSection(props: {
  entity: Entity | undefined;
  /** The issue that the event belongs to. */
  detail: SentryIssueDetail;
  event: IssueDetail['event'];
  /** What the server is called. */
  server: string;
  /** Position or id that the URL asks for. */
  position: string | undefined;
  /** Whether what the URL asks for is no valid position or id. */
  isInvalid: boolean;
  onShow: (event: string | undefined) => void;
}) {
  const { entity, detail, event, server, position, isInvalid, onShow } = props;
  const { eventProblem } = detail;
  const { data, isPending } = event;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const problem = useMemo(
    () => eventProblem && new SentryProblemException(eventProblem),
    [eventProblem],
  );
  const error = event.error ?? (data ? undefined : problem);
  const shown =
    data?.dateCreated &&
    t('detail.event.shown', {
      time: formats.exact(new Date(data.dateCreated)),
    });

  return (
    <Section
      title={t('detail.event.title')}
      actions={
        <EventStepper
          event={error ? undefined : data}
          position={position}
          positions={detail.eventPositions}
          onShow={onShow}
        />
      }
    >
      <VisuallyHidden role="status">
        {isPending ? t('detail.event.loading') : !error && shown}
      </VisuallyHidden>
      <KeepFocus label={t('detail.event.title')} className={styles.place}>
        {error && (
          <ProblemPanel
            error={error}
            entity={entity}
            onRetry={event.reload}
            isRetrying={isPending}
          >
            {position !== undefined && (
              <Button
                variant="secondary"
                size="small"
                onPress={() => onShow(undefined)}
              >
                {t('detail.event.showRecommended')}
              </Button>
            )}
          </ProblemPanel>
        )}
        {!error && !data && !isPending && (
          <Text as="p">{t('detail.event.none', { server })}</Text>
        )}
        {!error && data && (
          <div
            className={styles.event}
            data-pending={isPending || undefined}
            aria-busy={isPending}
          >
            {isInvalid && (
              <QuietText as="p" variant="body-small">
                {t('detail.event.unknown')}
              </QuietText>
            )}
            <EventHead event={data} detail={detail} server={server} />
            {/* The key closes what was opened in the event before. */}
            <EventDetail
              key={data.id}
              event={data}
              messageAbove={messageOf(detail.issue)}
              server={server}
            />
          </div>
        )}
      </KeepFocus>
    </Section>
  );
}

/** To the previous and next event, the oldest and latest, and the one that Sentry recommends. */
function EventStepper(props: {
  event: SentryEvent | undefined;
  position: string | undefined;
  positions: SentryEventPosition[];
  onShow: (event: string | undefined) => void;
}) {
  const { event, position, positions, onShow } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const previous = event?.position.previous;
  const next = event?.position.next;
  const backwards = useRef<HTMLButtonElement>(null);
  const forwards = useRef<HTMLButtonElement>(null);
  usePassFocus({ from: backwards, to: forwards, when: !previous });
  usePassFocus({ from: forwards, to: backwards, when: !next });
  const isRecommended = position === undefined || position === 'recommended';
  const isOnly = event !== undefined && !previous && !next;

  const toEnd = (end: 'oldest' | 'latest', icon: ReactElement) =>
    positions.includes(end) && (
      <IconButton
        label={t(`detail.event.${end}`)}
        aria-pressed={position === end}
        icon={icon}
        isDisabled={isOnly}
        onPress={() => onShow(end)}
      />
    );

  // Buttons stay enabled while an event loads: disabled ones would drop the focus.
  return (
    <div
      className={styles.stepper}
      role="group"
      aria-label={t('detail.event.step')}
    >
      {positions.includes('recommended') && (
        <Button
          variant={isRecommended ? 'secondary' : 'tertiary'}
          size="small"
          iconStart={<StarIcon />}
          aria-pressed={isRecommended}
          onPress={() => onShow(undefined)}
        >
          {t('detail.event.recommended')}
        </Button>
      )}
      {toEnd('oldest', <SkipLeftIcon />)}
      <IconButton
        ref={backwards}
        label={t('detail.event.previous')}
        icon={<ArrowLeftIcon />}
        isDisabled={!previous}
        onPress={() => onShow(previous)}
      />
      <IconButton
        ref={forwards}
        label={t('detail.event.next')}
        icon={<ArrowRightIcon />}
        isDisabled={!next}
        onPress={() => onShow(next)}
      />
      {toEnd('latest', <SkipRightIcon />)}
    </div>
  );
}

/** Which event it is: id, time, and where it ran; with the ways to what belongs to it in Sentry. */
function EventHead(props: {
  event: SentryEvent;
  detail: SentryIssueDetail;
  server: string;
}) {
  const { event, detail, server } = props;
  const issueUrl = httpUrl(detail.links.sentry);
  const isSentry = server === 'Sentry';
  const traceId = event.contexts
    .find(({ name }) => name === 'trace')
    ?.facts.find(([name]) => name === 'trace_id')?.[1];
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <ul className={styles.headFacts}>
      <li className={styles.eventId}>
        <ExternalLink
          href={event.link}
          title={event.id}
          variant="body-small"
          opens="event"
        >
          {event.id.slice(0, shownOfId)}
        </ExternalLink>
        <CopyButton
          label={t('detail.event.copyId')}
          icon={<CopyIcon />}
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
          <ExternalLink href={event.link} variant="body-small" opens="event">
            {t('detail.event.attachments', {
              count: event.attachmentCount,
              server,
            })}
          </ExternalLink>
        </li>
      ) : null}
      {isSentry && issueUrl && (
        <li>
          <ExternalLink
            href={eventsUrl(issueUrl)}
            variant="body-small"
            opens="events"
          >
            {t('detail.event.all')}
          </ExternalLink>
        </li>
      )}
      {isSentry && issueUrl && traceId && (
        <li>
          <ExternalLink
            href={traceUrl(issueUrl, traceId)}
            variant="body-small"
            opens="trace"
          >
            {t('detail.event.trace')}
          </ExternalLink>
        </li>
      )}
    </ul>
  );
}

/** The page of all events of an issue in Sentry, by the page of the issue. */
function eventsUrl(issueUrl: string): string {
  return issueUrl.replace(/\/*(?:[?#].*)?$/, '/events/');
}

function traceUrl(issueUrl: string, traceId: string): string {
  return issueUrl.replace(/\/issues\/.*$/, `/performance/trace/${traceId}/`);
}
