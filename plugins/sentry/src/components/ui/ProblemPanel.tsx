import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
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
import { inSentences, MessageText, Snippet } from './messages';
import styles from './ProblemPanel.module.css';
import {
  canConnectHelp,
  canRetryHelp,
  type ProblemText,
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

/** Those who read these can mend it, so that nothing is folded. */
const openKinds: ProblemText['kind'][] = [
  'ANNOTATION_MISSING',
  'ANNOTATION_INVALID',
  'PROJECT_NOT_FOUND',
  'QUERY_INVALID',
  'NOT_CONFIGURED',
  'not-installed',
];

/** The others are for the platform team. */
const ownersKinds: ProblemText['kind'][] = [
  'ANNOTATION_MISSING',
  'ANNOTATION_INVALID',
  'PROJECT_NOT_FOUND',
  'QUERY_INVALID',
  'ISSUE_NOT_FOUND',
];

/** An error in place of the issues: what happened, what to do, and what to paste where. */
export function ProblemPanel(props: {
  error: Error;
  /** Default those of the error. */
  text?: ProblemText;
  /** The entity whose issues are missing. */
  entity?: Entity;
  onRetry?: () => void;
  isRetrying?: boolean;
  /** Where there is little room: without details. */
  isShort?: boolean;
  /** More buttons. */
  children?: ReactNode;
}) {
  const { error, entity, isShort = false, children } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const textOf = useProblemText();
  const text = props.text ?? textOf(error);
  const isSetUp = setUpKinds.includes(text.kind);
  const editUrl =
    entity && text.kind.startsWith('ANNOTATION') && editUrlOf(entity);

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
        <Text as="p">
          <MessageText>{inSentences(text.message, text.action)}</MessageText>
        </Text>
        {!isShort && (
          <ProblemDetails
            text={text}
            entity={entity}
            isOpen={text.isOwn || openKinds.includes(text.kind)}
          />
        )}
        <Flex align="center" gap="3" className={styles.ways}>
          {editUrl && (
            <ExternalLink href={editUrl}>{t('problem.edit')}</ExternalLink>
          )}
          {children}
          <ProblemActions {...props} text={text} />
        </Flex>
      </Flex>
    </div>
  );
}

/** What exactly is wrong and how to mend it, in the words of the backend, and what to paste. */
export function ProblemDetails(props: {
  text: ProblemText;
  entity?: Entity;
  isOpen?: boolean;
}) {
  const { text, entity, isOpen = false } = props;
  const { kind, details } = text;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const snippet = text.isChange ? undefined : snippetFor(kind, entity);
  const shown = snippet && (
    <Snippet file={t(`problem.snippet.${snippet.file}`)} text={snippet.text} />
  );
  if (!details) {
    return shown;
  }
  return (
    <details className={styles.details} open={isOpen}>
      <summary>
        {text.isOwn || ownersKinds.includes(kind)
          ? t('problem.details')
          : t('problem.forPlatformTeam')}
      </summary>
      <Text as="p" className={styles.action} dir="auto">
        <MessageText>{details}</MessageText>
      </Text>
      {shown}
    </details>
  );
}

/** Buttons that may solve a problem, and where to read more. */
export function ProblemActions(props: {
  error: Error;
  text: ProblemText;
  onRetry?: () => void;
  isRetrying?: boolean;
}) {
  const { error, text, onRetry, isRetrying } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
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
    <>
      {canConnect && <ConnectButton problem={problem} />}
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
          {t('action.learnMore')}
        </ExternalLink>
      )}
    </>
  );
}

/** Where the entity's file can be edited, as the card About finds it. */
function editUrlOf({ metadata }: Entity): string | undefined {
  const { annotations = {} } = metadata;
  const location = annotations[ANNOTATION_LOCATION]?.match(/^url:(.+)$/)?.[1];
  return httpUrl(annotations[ANNOTATION_EDIT_URL] ?? location);
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
