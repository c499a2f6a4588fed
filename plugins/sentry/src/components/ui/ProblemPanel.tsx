import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { RiErrorWarningLine, RiInformationLine } from '@remixicon/react';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { SentryProblemException } from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { gathersIssues } from '../../sentryEntity';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { ConnectButton, RetryButton } from './buttons';
import { ExternalLink, httpUrl } from './links';
import { MessageText, Snippet } from './messages';
import styles from './ProblemPanel.module.css';
import {
  canConnectHelp,
  canRetryHelp,
  type ProblemText,
  saysMore,
  useProblemText,
} from './problemText';

/** Nothing is broken: a setup or a permission is missing. */
const setUpKinds: ProblemText['kind'][] = [
  'ANNOTATION_MISSING',
  'NOT_CONFIGURED',
  'NOT_CONNECTED',
  'forbidden',
  'not-installed',
];

/** For what only another load of the portal mends. */
export function ReloadPageButton() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Button
      variant="secondary"
      size="small"
      onPress={() => window.location.reload()}
    >
      {t('problem.reloadPage')}
    </Button>
  );
}

/** An error in place of the issues: what happened, what to do, and what to paste where. */
export function ProblemPanel(props: {
  error: Error;
  /** Default those of the error. */
  text?: ProblemText;
  /** The entity whose issues are missing. */
  entity?: Entity;
  onRetry?: () => void;
  /** Default `onRetry`. */
  onConnected?: () => void;
  isRetrying?: boolean;
  /** More buttons. */
  children?: ReactNode;
}) {
  const { error, entity, onRetry, isRetrying, children } = props;
  const { onConnected = onRetry } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const textOf = useProblemText();
  const text = props.text ?? textOf(error);
  const snippet = snippetFor(text.kind, entity);
  const isSetUp = setUpKinds.includes(text.kind);
  const connection = useSentryConnection();
  const problem =
    error instanceof SentryProblemException ? error.problem : undefined;
  const canConnect =
    problem && canConnectHelp(problem, connection?.isConnected);
  const isExpired = text.kind === 'unauthenticated';
  // It would fail again until the viewer connects.
  const canRetry =
    onRetry &&
    canRetryHelp(error) &&
    !(canConnect && connection?.isConnected === false);
  const documentation = httpUrl(text.documentation);

  return (
    <div className={styles.panel} role={isSetUp ? 'note' : 'alert'}>
      <span
        className={styles.icon}
        data-tone={isSetUp ? 'neutral' : 'warning'}
        aria-hidden
      >
        {isSetUp ? <RiInformationLine /> : <RiErrorWarningLine />}
      </span>
      <Flex direction="column" gap="2" className={styles.body}>
        <Text as="p" variant="body-large" weight="bold">
          {text.title}
        </Text>
        {saysMore(text) && (
          <Text as="p">
            <MessageText>{text.message}</MessageText>
          </Text>
        )}
        {text.action && (
          <Text as="p" className={styles.action}>
            <MessageText>{text.action}</MessageText>
          </Text>
        )}
        {snippet && (
          <Snippet
            file={t(`problem.snippet.${snippet.file}`)}
            text={snippet.text}
          />
        )}
        {(canRetry || children || documentation || canConnect) && (
          <Flex align="center" gap="3" className={styles.ways}>
            {canConnect && onConnected && (
              <ConnectButton problem={problem} onConnected={onConnected} />
            )}
            {children}
            {canRetry && isExpired && <ReloadPageButton />}
            {canRetry && !isExpired && (
              <RetryButton
                onRetry={onRetry}
                isPending={isRetrying}
                afterSeconds={text.retryAfterSeconds}
              />
            )}
            {documentation && (
              <ExternalLink href={documentation}>
                {tBase('action.learnMore')}
              </ExternalLink>
            )}
          </Flex>
        )}
      </Flex>
    </div>
  );
}

interface ProblemSnippet {
  file: 'config' | 'catalog' | 'backend';
  text: string;
}

export const configSnippet = `sentry:
  organization: my-organization
  token: \${SENTRY_TOKEN}`;

const backend = `backend.add(import('backstage-plugin-sentry-backend'));`;

function snippetFor(
  kind: ProblemText['kind'],
  entity: Entity | undefined,
): ProblemSnippet | undefined {
  switch (kind) {
    case 'NOT_CONFIGURED':
      return { file: 'config', text: configSnippet };
    case 'ANNOTATION_MISSING':
      // An aggregate's projects are named by its parts.
      return entity && !gathersIssues(entity)
        ? { file: 'catalog', text: annotationFor(entity) }
        : undefined;
    case 'ANNOTATION_INVALID':
      return entity && { file: 'catalog', text: annotationFor(entity) };
    case 'not-installed':
      return { file: 'backend', text: backend };
    default:
      return undefined;
  }
}

/** Guesses that the project is named like the entity, in the characters of a slug. */
function annotationFor(entity: Entity): string {
  const guess = entity.metadata.name
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9_-]+/g, '-');
  return `${SENTRY_PROJECT_SLUG_ANNOTATION}: ${guess} # a guess: check the slug in Sentry`;
}
