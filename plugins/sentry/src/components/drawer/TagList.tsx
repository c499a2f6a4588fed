import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link } from '@backstage/ui';
import type {
  SentryEventTag,
  SentryTagDistribution,
  SentryTagValue,
} from 'backstage-plugin-sentry-common';
import { type Ref, useId, useState } from 'react';
import { useCaptureAct } from '../../analytics';
import { useFormats } from '../../formats';
import { useShowAll } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { useFilterByTag } from '../ui/IssueContext';
import styles from './TagList.module.css';
import { DisclosureButton, Section } from './Section';

/** Tags shown at first. */
const firstShown = 8;

/** A tag with the value of the event that is shown, and how the values are spread over all events. */
interface Tag {
  key: string;
  name: string;
  value: string;
  spread?: SentryTagDistribution;
}

/** The tags of the issue and of its event; each value leads to the issues that have it. */
export function TagList(props: {
  tags: SentryTagDistribution[];
  ofEvent: SentryEventTag[] | undefined;
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { showsAll, showAll, firstMore } = useShowAll<HTMLLIElement>();
  const tags = mergeTags(props.tags, props.ofEvent ?? []);
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
            key={`${tag.key} ${tag.value}`}
            tag={tag}
            rowRef={index === firstShown ? firstMore : undefined}
          />
        ))}
      </ul>
    </Section>
  );
}

function mergeTags(
  spreads: SentryTagDistribution[],
  ofEvent: SentryEventTag[],
): Tag[] {
  const known = spreads.filter(({ topValues }) => topValues.length > 0);
  return [
    ...known.map(spread => ({
      key: spread.key,
      name: spread.name || spread.key,
      value:
        ofEvent.find(({ key }) => key === spread.key)?.value ??
        spread.topValues[0].value,
      spread,
    })),
    ...ofEvent
      .filter(({ key }) => !known.some(spread => spread.key === key))
      .map(({ key, value }) => ({ key, name: key, value })),
  ];
}

/** A tag with one value; opens to all values, where there are others. */
function TagRow(props: { tag: Tag; rowRef?: Ref<HTMLLIElement> }) {
  const { tag } = props;
  const { key, name, value, spread } = tag;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const valuesId = useId();
  const values = spread?.topValues ?? [];
  const shown = values.find(one => one.value === value);
  const rest =
    (spread?.totalValues ?? 0) -
    values.reduce((sum, { count }) => sum + count, 0);

  return (
    <li
      className={styles.tag}
      ref={props.rowRef}
      tabIndex={props.rowRef ? -1 : undefined}
    >
      <div className={styles.row}>
        <DisclosureButton
          hasContent={spread !== undefined}
          className={styles.key}
          isOpen={isOpen}
          onChange={setOpen}
          contentId={valuesId}
        >
          <bdi>{name}</bdi>
        </DisclosureButton>
        <TagValue tagKey={key} value={value} />
        <Share of={shown} />
      </div>
      {isOpen && (
        <ul className={styles.values} id={valuesId} aria-label={name}>
          {values.map(one => (
            <li key={one.value} className={styles.row}>
              <TagValue tagKey={key} value={one.value} />
              <Share of={one} withCount />
            </li>
          ))}
          {spread && rest > 0 && (
            <li className={styles.row}>
              <span className={styles.value}>{t('detail.tags.other')}</span>
              <Share
                of={{ count: rest, share: rest / spread.totalValues }}
                withCount
              />
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

/** A value that leads to the issues of the list that have it. */
function TagValue(props: { tagKey: string; value: string }) {
  const { tagKey, value } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const href = useFilterByTag()?.(tagKey, value);
  const capture = useCaptureAct();
  return (
    <span className={styles.value} title={value}>
      {value && href ? (
        <Link
          noTrack
          href={href}
          onClick={() => capture('search', 'issues', { by: 'tag' })}
          color="primary"
          variant="body-small"
          aria-label={t('detail.tags.filter', { name: tagKey, value })}
        >
          <bdi>{value}</bdi>
        </Link>
      ) : (
        <bdi>{value || t('detail.tags.empty')}</bdi>
      )}
    </span>
  );
}

function Share(props: {
  of: Pick<SentryTagValue, 'count' | 'share'> | undefined;
  withCount?: boolean;
}) {
  const { of, withCount } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  if (!of) {
    return null;
  }
  const events = t('issue.events', formats.counted(of.count));
  return (
    <>
      {withCount && <span className={styles.count}>{events}</span>}
      <span className={styles.share} title={events}>
        {formats.percent(of.share)}
      </span>
      <span className={styles.bar} aria-hidden>
        <span style={{ width: `${of.share * 100}%` }} />
      </span>
    </>
  );
}
