import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { RiErrorWarningLine, RiInformationLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import {
  SentryProblemException,
  type SentryRequestFailure,
} from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import {
  canConnectHelp,
  saysMore,
  ProblemText,
  useProblemText,
} from './problemText';
import { ConnectButton, RetryButton } from './buttons';
import { ExternalLink, httpUrl } from './links';
import { MessageText, Snippet } from './messages';
import styles from './ProblemPanel.module.css';
import {
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { gathersIssues } from '../../data/useSentryEntity';

/** Nothing broke: somebody has yet to set something up, or to allow it. */
const setUpKinds: ProblemText['kind'][] = [
  'ANNOTATION_MISSING',
  'NOT_CONFIGURED',
  'NOT_CONNECTED',
  'forbidden',
  'not-installed',
];

/**
 * Stands where the issues would: what is wrong, why, who can mend it, and what
 * to paste where.
 */
export function ProblemPanel(props: {
  error: Error;
  /** In the place of what there is to say of such an error anywhere. */
  text?: ProblemText;
  /** Whose issues they are, where they are one entity's. */
  entity?: Entity;
  onRetry?: () => void;
  /** What to do once the viewer has connected. Default `onRetry`. */
  onConnected?: () => void;
  isRetrying?: boolean;
  /** Other ways out than trying again. */
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
  // Until the viewer has connected, the same would come of it.
  const canRetry =
    onRetry && !(canConnect && connection?.isConnected === false);
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
            {canRetry && (
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

/** Which file to change, and what to write there. */
interface ProblemSnippet {
  file: 'config' | 'catalog' | 'backend';
  text: string;
}

const config = `sentry:
  organization: my-organization
  token: \${SENTRY_TOKEN}`;

const backend = `backend.add(import('backstage-plugin-sentry-backend'));`;

/** The lines that mend a problem, where a few lines do. */
export function snippetFor(
  kind: SentryProblemCode | SentryRequestFailure,
  entity: Entity | undefined,
): ProblemSnippet | undefined {
  switch (kind) {
    case 'NOT_CONFIGURED':
      return { file: 'config', text: config };
    case 'ANNOTATION_MISSING':
      // Where others name the projects, no one line of its own would do.
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

/** Projects are mostly called as their entities are; slugs know fewer characters. */
function annotationFor(entity: Entity): string {
  const guess = entity.metadata.name
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9_-]+/g, '-');
  return `${SENTRY_PROJECT_SLUG_ANNOTATION}: ${guess} # a guess: check the slug in Sentry`;
}
