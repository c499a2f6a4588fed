import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryTagDistribution,
  SentryTagValue,
} from 'backstage-plugin-sentry-common';
import { type Ref, useId, useState } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { DisclosureButton } from './DisclosureButton';
import styles from './TagDistribution.module.css';

/** A tag by its most frequent value; the others when asked for. */
export function TagRow(props: {
  tag: SentryTagDistribution;
  buttonRef?: Ref<HTMLButtonElement>;
}) {
  const { tag } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const valuesId = useId();
  const [top] = tag.topValues;
  const rest = tag.totalValues - sumOf(tag.topValues);

  return (
    <li className={styles.tag}>
      <DisclosureButton
        ref={props.buttonRef}
        className={styles.tagButton}
        isOpen={isOpen}
        onChange={setOpen}
        contentId={valuesId}
      >
        <span className={styles.key}>
          <bdi>{tag.name || tag.key}</bdi>
        </span>{' '}
        <span className={styles.top}>
          <bdi>{valueText(top, t('detail.tags.empty'))}</bdi>
        </span>{' '}
        <span className={styles.share}>{formats.percent(top.share)}</span>
        <span className={styles.stack} aria-hidden>
          {tag.topValues.slice(0, 4).map(({ value, share }) => (
            <span
              key={value}
              className={styles.segment}
              style={{ width: `${share * 100}%` }}
            />
          ))}
        </span>
      </DisclosureButton>
      {isOpen && (
        <ul
          className={styles.values}
          id={valuesId}
          aria-label={tag.name || tag.key}
        >
          {tag.topValues.map(value => (
            <ValueRow
              key={value.value}
              text={valueText(value, t('detail.tags.empty'))}
              count={value.count}
              share={value.share}
            />
          ))}
          {rest > 0 && (
            <ValueRow
              text={t('detail.tags.other')}
              count={rest}
              share={rest / tag.totalValues}
            />
          )}
        </ul>
      )}
    </li>
  );
}

function ValueRow(props: { text: string; count: number; share: number }) {
  const { text, count, share } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return (
    <li className={styles.value}>
      <span className={styles.valueText}>
        <bdi>{text}</bdi>
      </span>{' '}
      <span className={styles.count}>
        {t('issue.events', { count, number: formats.number(count) })}
      </span>{' '}
      <span className={styles.share}>{formats.percent(share)}</span>
      <span className={styles.stack} aria-hidden>
        <span className={styles.segment} style={{ width: `${share * 100}%` }} />
      </span>
    </li>
  );
}

function valueText({ value }: SentryTagValue, empty: string): string {
  return value || empty;
}

function sumOf(values: SentryTagValue[]): number {
  return values.reduce((sum, { count }) => sum + count, 0);
}
