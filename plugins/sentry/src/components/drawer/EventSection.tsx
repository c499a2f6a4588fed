import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import type {
  SentryEventPosition,
  SentryEvent,
} from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import type { IssueDetail } from '../../data/issue';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { KeepFocus } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import { QuietText, RelativeTime } from '../ui/primitives';
import { Section } from './Section';
import { EventDetail } from './EventDetail';
import styles from './EventDetail.module.css';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiSkipLeftLine,
  RiSkipRightLine,
  RiStarLine,
  RiFileCopyLine,
} from '@remixicon/react';
import { useRef } from 'react';
import { usePassFocus } from '../../hooks';
import { IconButton, CopyButton } from '../ui/buttons';
import { ExternalLink } from '../ui/links';
import { ReleaseLink } from './IssueFacts';

/** One event of the issue, and the way to the others. */
export function EventSection(props: {
  entity: Entity;
  event: IssueDetail['event'];
  /** What the URL asks for. */
  position: string | undefined;
  /** Positions that the server can be asked for. */
  positions: SentryEventPosition[];
  /** Why the issue came without an event. */
  problem: Error | undefined;
  /** What stands above: it is not told again. */
  told: string | undefined;
  /** Whether the URL asks for an event by what could be none. */
  isUnknown: boolean;
  onShow: (event: string | undefined) => void;
}) {
  const { entity, event, position, positions, problem, onShow } = props;
  const { data, isPending } = event;
  const error = event.error ?? (data ? undefined : problem);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  const said =
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
          positions={positions}
          onShow={onShow}
        />
      }
    >
      <VisuallyHidden role="status">
        {isPending ? t('detail.event.loading') : !error && said}
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
        {!error && !data && !isPending && <p>{t('detail.event.none')}</p>}
        {!error && data && (
          <div
            className={styles.event}
            data-pending={isPending || undefined}
            aria-busy={isPending}
          >
            {props.isUnknown && (
              <QuietText as="p" variant="body-small">
                {t('detail.event.unknown')}
              </QuietText>
            )}
            <EventHead event={data} />
            {/* What was opened in one event says nothing of the next. */}
            <EventDetail key={data.id} event={data} told={props.told} />
          </div>
        )}
      </KeepFocus>
    </Section>
  );
}

/** Leads from event to event: one further, to either end, to the one that tells most. */
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
          iconStart={<RiStarLine />}
          aria-pressed={isRecommended}
          onPress={() => onShow(undefined)}
        >
          {t('detail.event.recommended')}
        </Button>
      )}
      {positions.includes('oldest') && (
        <IconButton
          label={t('detail.event.oldest')}
          aria-pressed={position === 'oldest'}
          icon={<RiSkipLeftLine />}
          onPress={() => onShow('oldest')}
        />
      )}
      <IconButton
        ref={backwards}
        label={t('detail.event.previous')}
        icon={<RiArrowLeftSLine />}
        isDisabled={!previous}
        onPress={() => onShow(previous)}
      />
      <IconButton
        ref={forwards}
        label={t('detail.event.next')}
        icon={<RiArrowRightSLine />}
        isDisabled={!next}
        onPress={() => onShow(next)}
      />
      {positions.includes('latest') && (
        <IconButton
          label={t('detail.event.latest')}
          aria-pressed={position === 'latest'}
          icon={<RiSkipRightLine />}
          onPress={() => onShow('latest')}
        />
      )}
    </div>
  );
}

const shownOfId = 8;

/** Which event it is: when, where it ran and what it is called. */
function EventHead(props: { event: SentryEvent }) {
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
