import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SentryEventContext } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Facts } from './Facts';
import { Section } from './Section';
import styles from './EventDetail.module.css';

/** What the program ran in. */
export function EventContexts(props: { contexts: SentryEventContext[] }) {
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
