import {
  useApi,
  useTranslationRef,
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { Flex, Text, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiRefreshLine, RiErrorWarningLine } from '@remixicon/react';
import { useCallback, useId, type ReactNode } from 'react';
import {
  SentryRequestException,
  SentryProblemException,
} from '../../api/errors';
import { sentryApiRef } from '../../api/SentryApi';
import { useResource } from '../../data/useResource';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { IconButton } from '../ui/buttons';
import { ProblemPanel, snippetFor } from '../ui/ProblemPanel';
import { Snippet, MessageText } from '../ui/messages';
import { Skeleton, QuietText, RelativeTime } from '../ui/primitives';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useSentryConnection } from '../../auth/connection';
import styles from './Instances.module.css';
import { useInstanceFacts, type Fact } from './instanceFacts';
import { useFormats } from '../../formats';

/** How the configured instances are doing; those that ask as the viewer, to the viewer. */
export function Instances() {
  const sentryApi = useApi(sentryApiRef);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const instances = useResource(
    useCallback(
      (signal: AbortSignal) => sentryApi.getInstances({ signal }),
      [sentryApi],
    ),
  );
  const { data, error, isPending, reload } = instances;
  const isForbidden =
    error instanceof SentryRequestException && error.reason === 'forbidden';
  const config = snippetFor('NOT_CONFIGURED', undefined);

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
          {config && (
            <Snippet file={t('problem.snippet.config')} text={config.text} />
          )}
        </>
      )}
    </Flex>
  );
}

/** All that is known of one instance, what is wrong first. */
function InstanceCard(props: {
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

/** What is known, each with its name; what needs a look stands out. */
function FactList(props: { facts: Fact[]; children?: ReactNode }) {
  return (
    <dl className={styles.facts}>
      {props.facts.map(({ label, value, hint, isOdd }) => (
        <div key={label} className={styles.fact} data-odd={isOdd}>
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
      ))}
      {props.children}
    </dl>
  );
}

/** How many requests Sentry still takes, and until when. */
function RateLimitFact(props: {
  rateLimit: NonNullable<SentryInstanceStatus['rateLimit']>;
}) {
  const { limit, remaining, resetsAt } = props.rateLimit;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const language = useApiHolder().get(appLanguageApiRef)?.getLanguage();
  const end = new Date(resetsAt);
  // Sentry's windows are of seconds.
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

/** What went wrong lately, though it may be over by now. */
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
