import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon } from '@backstage/ui';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiSkipLeftLine,
  RiSkipRightLine,
  RiStarLine,
} from '@remixicon/react';
import type {
  SentryEvent,
  SentryEventPosition,
} from 'backstage-plugin-sentry-common';
import { type ReactElement, useRef } from 'react';
import { usePassFocus } from '../../hooks/usePassFocus';
import { sentryTranslationRef } from '../../translation';
import styles from './EventDetail.module.css';

/** Leads from event to event: one further, to either end, to the one that tells most. */
export function EventStepper(props: {
  event: SentryEvent | undefined;
  position: string | undefined;
  positions: SentryEventPosition[];
  isPending: boolean;
  onShow: (event: string | undefined) => void;
}) {
  const { event, position, positions, isPending, onShow } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const previous = event?.position.previous;
  const next = event?.position.next;
  const backwards = useRef<HTMLButtonElement>(null);
  const forwards = useRef<HTMLButtonElement>(null);
  usePassFocus({ from: backwards, to: forwards, when: !previous });
  usePassFocus({ from: forwards, to: backwards, when: !next });
  const isRecommended = position === undefined || position === 'recommended';

  // Buttons stay enabled while an event loads: disabled ones would drop the focus.
  const show = (to: string | undefined) => {
    if (!isPending) {
      onShow(to);
    }
  };
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
          onPress={() => show(undefined)}
        >
          {t('detail.event.recommended')}
        </Button>
      )}
      {positions.includes('oldest') && (
        <Titled title={t('detail.event.oldest')}>
          <ButtonIcon
            variant="tertiary"
            size="small"
            aria-label={t('detail.event.oldest')}
            aria-pressed={position === 'oldest'}
            icon={<RiSkipLeftLine />}
            onPress={() => show('oldest')}
          />
        </Titled>
      )}
      <Titled title={t('detail.event.previous')}>
        <ButtonIcon
          ref={backwards}
          variant="tertiary"
          size="small"
          aria-label={t('detail.event.previous')}
          icon={<RiArrowLeftSLine />}
          isDisabled={!previous}
          onPress={() => show(previous)}
        />
      </Titled>
      <Titled title={t('detail.event.next')}>
        <ButtonIcon
          ref={forwards}
          variant="tertiary"
          size="small"
          aria-label={t('detail.event.next')}
          icon={<RiArrowRightSLine />}
          isDisabled={!next}
          onPress={() => show(next)}
        />
      </Titled>
      {positions.includes('latest') && (
        <Titled title={t('detail.event.latest')}>
          <ButtonIcon
            variant="tertiary"
            size="small"
            aria-label={t('detail.event.latest')}
            aria-pressed={position === 'latest'}
            icon={<RiSkipRightLine />}
            onPress={() => show('latest')}
          />
        </Titled>
      )}
    </div>
  );
}

/** Names an icon to the pointer. */
function Titled(props: { title: string; children: ReactElement }) {
  return <span title={props.title}>{props.children}</span>;
}
