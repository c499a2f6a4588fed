import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { RiErrorWarningLine, RiRefreshLine } from '@remixicon/react';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { IconButton } from '../ui/buttons';
import { MessageText, Snippet } from '../ui/messages';
import { QuietText, RelativeTime, Skeleton } from '../ui/primitives';
import { configSnippet, ProblemPanel } from '../ui/ProblemPanel';
import { type Fact, useInstanceFacts } from './instanceFacts';
import styles from './Instances.module.css';
import { useInstances } from '../../data/answers';

/** The state of the configured instances, read as the viewer where they are per user. */
export function Instances() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const { data, error, isPending, reload } = useInstances();
  const isForbidden =
    error instanceof SentryRequestException && error.reason === 'forbidden';

  return (
    <Flex direction="column" gap="4">
      <Flex align="center" justify="between">
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('instances.title')}
        </Text>
        {!isForbidden && (
          <IconButton
            variant="secondary"
            label={tBase('action.reload')}
            icon={<RiRefreshLine />}
            onPress={reload}
            isPending={isPending}
          />
        )}
      </Flex>
      {isForbidden && (
        <div role="note">
          <Text as="p" weight="bold">
            {t('instances.forbidden.title')}
          </Text>
          <Text as="p">{t('instances.forbidden.action')}</Text>
        </div>
      )}
      {error && !isForbidden && (
        <ProblemPanel error={error} onRetry={reload} isRetrying={isPending} />
      )}
      {!data && !error && (
        <div role="status" aria-label={t('instances.loading')}>
          <Skeleton width="100%" height={160} />
        </div>
      )}
      {!error &&
        data?.items.map(instance => (
          <InstanceCard
            key={instance.name}
            instance={instance}
            onConnected={reload}
          />
        ))}
      {!error && data?.items.length === 0 && (
        <>
          <Text as="p">{t('instances.empty')}</Text>
          <Snippet file={t('problem.snippet.config')} text={configSnippet} />
        </>
      )}
    </Flex>
  );
}

function InstanceCard(props: {
  instance: SentryInstanceStatus;
  onConnected: () => void;
}) {
  const { instance } = props;
  const { problems, lastProblems, rateLimit } = instance;
  const titleId = useId();
  const facts = useInstanceFacts(instance);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const connection = useSentryConnection();
  // The page already offers to connect.
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
          <dl className={styles.facts}>
            {facts.map(fact => (
              <FactItem key={fact.label} {...fact} />
            ))}
            {rateLimit && <RateLimitFact rateLimit={rateLimit} />}
          </dl>
          {lastProblems && lastProblems.length > 0 && (
            <LastProblems problems={lastProblems} />
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function FactItem(props: Fact) {
  const { label, value, hint, isOdd } = props;
  return (
    <div className={styles.fact} data-odd={isOdd}>
      <dt>{label}</dt>
      <dd>
        <span className={styles.value}>
          {isOdd && <RiErrorWarningLine size={16} aria-hidden />}
          <span>{value}</span>
        </span>
        {hint && (
          <QuietText as="p" variant="body-small">
            {hint}
          </QuietText>
        )}
      </dd>
    </div>
  );
}

function RateLimitFact(props: {
  rateLimit: NonNullable<SentryInstanceStatus['rateLimit']>;
}) {
  const { limit, remaining, resetsAt } = props.rateLimit;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const language = useApiHolder().get(appLanguageApiRef)?.getLanguage();
  const end = new Date(resetsAt);
  // Sentry's windows are seconds long.
  const clock = new Intl.DateTimeFormat(language?.language, {
    timeStyle: 'medium',
  });

  return (
    <div className={styles.fact}>
      <dt>{t('instances.budget')}</dt>
      <dd>
        {t('instances.budgetLeft', {
          remaining: formats.number(remaining),
          limit: formats.number(limit),
        })}
        <meter
          className={styles.meter}
          min={0}
          max={limit}
          low={limit / 4}
          optimum={limit}
          value={remaining}
          aria-label={t('instances.budget')}
        />
        {!Number.isNaN(end.getTime()) && (
          <QuietText as="p" variant="body-small">
            <time dateTime={resetsAt} title={formats.exact(end)}>
              {t('instances.resets', { time: clock.format(end) })}
            </time>
          </QuietText>
        )}
      </dd>
    </div>
  );
}

function LastProblems(props: {
  problems: NonNullable<SentryInstanceStatus['lastProblems']>;
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const titleId = useId();
  return (
    <div className={styles.lately}>
      <Text as="h4" variant="body-medium" weight="bold" id={titleId}>
        {t('instances.lately')}
      </Text>
      <ul aria-labelledby={titleId}>
        {props.problems.map(({ problem, at, count = 1 }) => (
          <li key={`${problem.code} ${problem.message}`}>
            <Text as="p">
              <MessageText>{problem.message}</MessageText>
            </Text>
            <QuietText as="p" variant="body-small">
              <RelativeTime value={at} />
              {count > 1 && ` · ${t('instances.times', { count })}`}
            </QuietText>
          </li>
        ))}
      </ul>
    </div>
  );
}
