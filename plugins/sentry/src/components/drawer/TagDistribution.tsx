import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { SentryTagDistribution } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { useShowAll } from '../../hooks';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Section } from './Section';
import { TagRow } from './TagRow';
import styles from './TagDistribution.module.css';

/** Tags shown before more are asked for. */
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
            {t('detail.tags.more', {
              count: hidden,
              number: formats.number(hidden),
            })}
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
