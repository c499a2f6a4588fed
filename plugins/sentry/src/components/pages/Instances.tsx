import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiErrorWarningLine, RiInformationLine } from '@remixicon/react';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { useInstances } from '../../data/answers';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { ConnectButton, IconButton } from '../ui/buttons';
import { CheckCircleIcon, RefreshIcon } from '../ui/icons';
import { MessageText, Snippet } from '../ui/messages';
import { QuietText, Skeleton } from '../ui/primitives';
import { configSnippet, ProblemPanel } from '../ui/ProblemPanel';
import { canConnectHelp, useProblemText } from '../ui/problemText';
import { InstanceDetails } from './InstanceDetails';
import styles from './Instances.module.css';

/** The state of the configured instances, read as the viewer where they are per user. */
export function Instances() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const { data, error, isPending, reload } = useInstances();
  const isForbidden =
    error instanceof SentryRequestException && error.reason === 'forbidden';

  return (
    <Flex direction="column" gap="3">
      <Flex align="center" justify="between">
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('instances.title')}
        </Text>
        {!isForbidden && (
          <IconButton
            variant="secondary"
            label={tBase('action.reload')}
            icon={<RefreshIcon />}
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
          <Skeleton width="100%" height={120} />
        </div>
      )}
      {!isForbidden &&
        data?.items.map(instance => (
          <InstanceCard key={instance.name} instance={instance} />
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

const icons = {
  good: CheckCircleIcon,
  neutral: RiInformationLine,
  bad: RiErrorWarningLine,
};

/** What works or is missing in a sentence or two; the rest is folded. */
function InstanceCard(props: { instance: SentryInstanceStatus }) {
  const { instance } = props;
  const { name, baseUrl, organization, problems } = instance;
  const titleId = useId();
  const { title, explanation, tone } = useVerdict(instance);
  const connection = useSentryConnection();
  // Without a connection the page offers one above.
  const toConnect = problems.find(
    problem =>
      connection?.isConnected &&
      canConnectHelp(problem, connection.isConnected),
  );
  const Icon = icons[tone];

  return (
    <Card role="region" aria-labelledby={titleId}>
      <CardBody>
        <div className={styles.card}>
          <div className={styles.heading}>
            <Text as="h3" variant="body-large" weight="bold" id={titleId}>
              <bdi>{name}</bdi>
            </Text>
            <QuietText as="p" variant="body-small">
              {organization && (
                <>
                  <bdi>{organization}</bdi>
                  {' · '}
                </>
              )}
              <bdi>{baseUrl}</bdi>
            </QuietText>
          </div>
          <div className={styles.verdict} data-tone={tone}>
            <Icon size={20} aria-hidden />
            <div>
              <Text as="p" weight="bold">
                {title}
              </Text>
              {explanation && (
                <Text as="p">
                  <MessageText>{explanation}</MessageText>
                </Text>
              )}
            </div>
            {toConnect && <ConnectButton problem={toConnect} />}
          </div>
          <InstanceDetails instance={instance} />
        </div>
      </CardBody>
    </Card>
  );
}

/** How an instance is doing, for those who can't mend it. */
function useVerdict(instance: SentryInstanceStatus): {
  title: string;
  explanation?: string;
  tone: keyof typeof icons;
} {
  const { problems, scopes } = instance;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const textOf = useProblemText();
  const isConnected = useSentryConnection()?.isConnected;
  const [problem] = problems;
  if (problem?.code === 'NOT_CONNECTED' && !isConnected) {
    return {
      title: t('instances.perUser'),
      explanation: t('instances.connectFirst'),
      tone: 'neutral',
    };
  }
  if (problem) {
    const { title, message } = textOf(new SentryProblemException(problem));
    return { title, explanation: message, tone: 'bad' };
  }
  const canChange =
    scopes?.held.some(scope => /^event:(write|admin)$/.test(scope)) &&
    !scopes.unneeded.includes('event:write');
  return {
    title: t(canChange ? 'instances.canChange' : 'instances.canRead'),
    tone: 'good',
  };
}
