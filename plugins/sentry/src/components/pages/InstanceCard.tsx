import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { SentryProblemException } from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ProblemPanel } from '../ui/ProblemPanel';
import { QuietText } from '../ui/QuietText';
import styles from './ConnectionPage.module.css';
import { FactList } from './FactList';
import { LastProblems } from './LastProblems';
import { RateLimitFact } from './RateLimitFact';
import { useInstanceFacts } from './useInstanceFacts';

/** All that is known of one instance, what is wrong first. */
export function InstanceCard(props: {
  instance: SentryInstanceStatus;
  /** The viewer has connected, and may see more now. */
  onConnected: () => void;
}) {
  const { instance } = props;
  const { problems, lastProblems, rateLimit } = instance;
  const titleId = useId();
  const facts = useInstanceFacts(instance);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const connection = useSentryConnection();
  // Said above on the page, with the way to change it.
  const canConnectAbove = connection && !connection.isConnected;
  const toConnect = problems.filter(
    ({ code }) => canConnectAbove && code === 'NOT_CONNECTED',
  );

  return (
    <Card role="region" aria-labelledby={titleId}>
      <CardHeader>
        <Text as="h3" variant="body-large" weight="bold" id={titleId}>
          {instance.name}
        </Text>
        <QuietText as="p" variant="body-small">
          {instance.baseUrl}
        </QuietText>
      </CardHeader>
      <CardBody>
        <div className={styles.body}>
          {toConnect.length > 0 && (
            <Text as="p">{t('instances.connectFirst')}</Text>
          )}
          {problems
            .filter(problem => !toConnect.includes(problem))
            .map((problem, index) => (
              <ProblemPanel
                key={index}
                error={new SentryProblemException(problem)}
                onConnected={props.onConnected}
              />
            ))}
          <FactList facts={facts}>
            {rateLimit && <RateLimitFact rateLimit={rateLimit} />}
          </FactList>
          {lastProblems && lastProblems.length > 0 && (
            <LastProblems problems={lastProblems} />
          )}
        </div>
      </CardBody>
    </Card>
  );
}
