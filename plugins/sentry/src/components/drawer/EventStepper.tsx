import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
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
import { useRef } from 'react';
import { usePassFocus } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { IconButton } from '../ui/IconButton';
import styles from './EventDetail.module.css';

/** Leads from event to event: one further, to either end, to the one that tells most. */
export function EventStepper(props: {
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
