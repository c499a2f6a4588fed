import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { SentryProblemException } from '../../api';
import { sentryTranslationRef } from '../../translation';
import { ProblemPanel } from '../ProblemPanel';
import styles from './ConnectionPage.module.css';
import { useInstanceFacts } from './useInstanceFacts';

/** All that is known of one instance, what is wrong first. */
export function InstanceCard(props: {
  instance: SentryInstanceStatus;
  /** The viewer has connected, and may see more now. */
  onConnected: () => void;
}) {
  const { instance } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const titleId = useId();
  const facts = useInstanceFacts(instance);
  const { rateLimit } = instance;

  return (
    <Card role="region" aria-labelledby={titleId}>
      <CardHeader>
        <Text as="h3" weight="bold" id={titleId}>
          {instance.name}
        </Text>
        <Text as="p" color="secondary" className={styles.wrap}>
          {instance.baseUrl}
        </Text>
      </CardHeader>
      <CardBody>
        {instance.problems.map((problem, index) => (
          <ProblemPanel
            key={index}
            error={new SentryProblemException(problem)}
            onConnected={props.onConnected}
          />
        ))}
        <dl className={styles.facts}>
          {facts.map(([label, value]) => (
            <div key={label} className={styles.fact}>
              <dt>{label}</dt>
              <dd className={styles.wrap}>{value}</dd>
            </div>
          ))}
        </dl>
        {rateLimit && (
          <meter
            className={styles.meter}
            min={0}
            max={rateLimit.limit}
            value={rateLimit.remaining}
            aria-label={t('instances.budget')}
          />
        )}
      </CardBody>
    </Card>
  );
}
