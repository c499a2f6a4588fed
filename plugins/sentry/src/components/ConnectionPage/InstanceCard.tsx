import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { SentryProblemException } from '../../api';
import { ProblemPanel } from '../ProblemPanel';
import { QuietText } from '../QuietText';
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
          {problems.map((problem, index) => (
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
