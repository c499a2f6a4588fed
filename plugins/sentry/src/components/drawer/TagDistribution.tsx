import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { SentryTagDistribution } from 'backstage-plugin-sentry-common';
import { type Ref, useId, useState } from 'react';
import { useFormats } from '../../formats';
import { useShowAll } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { DisclosureButton, Section } from './Section';
import styles from './TagDistribution.module.css';

/** Tags shown at first. */
const firstShown = 4;

/** How the events of an issue are spread over the values of each tag. */
export function TagDistribution(props: { tags: SentryTagDistribution[] }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { showsAll, showAll, firstMore } = useShowAll<HTMLButtonElement>();
  const tags = props.tags.filter(tag => tag.topValues.length > 0);
  const shown = showsAll ? tags : tags.slice(0, firstShown);
  const hidden = tags.length - shown.length;
  if (tags.length === 0) {
    return null;
  }

  return (
    <Section
      title={t('detail.tags.title')}
      actions={
        hidden > 0 && (
          <Button variant="tertiary" size="small" onPress={showAll}>
            {t('detail.tags.more', formats.counted(hidden))}
          </Button>
        )
      }
    >
      <ul className={styles.tags} aria-label={t('detail.tags.title')}>
        {shown.map((tag, index) => (
          <TagRow
            key={tag.key}
            tag={tag}
            buttonRef={index === firstShown ? firstMore : undefined}
          />
        ))}
      </ul>
    </Section>
  );
}

/** A tag with its most frequent value; opens to the others. */
function TagRow(props: {
  tag: SentryTagDistribution;
  buttonRef?: Ref<HTMLButtonElement>;
}) {
  const { tag } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const valuesId = useId();
  const [top] = tag.topValues;
  const rest =
    tag.totalValues - tag.topValues.reduce((sum, { count }) => sum + count, 0);

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
          <bdi>{top.value || t('detail.tags.empty')}</bdi>
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
              text={value.value || t('detail.tags.empty')}
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
        {t('issue.events', formats.counted(count))}
      </span>{' '}
      <span className={styles.share}>{formats.percent(share)}</span>
      <span className={styles.stack} aria-hidden>
        <span className={styles.segment} style={{ width: `${share * 100}%` }} />
      </span>
    </li>
  );
}
