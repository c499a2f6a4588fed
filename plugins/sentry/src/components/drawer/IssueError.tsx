import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useUrlParams } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ProblemPanel } from '../ui/ProblemPanel';
import styles from './IssueBody.module.css';

/**
 * The URL parameters that a parameter of the HTTP API comes from, and those that depend on
 * them: a cursor points into the list of one environment and one period.
 */
const urlParams = {
  event: ['event'],
  environment: ['environment', 'cursor'],
  project: ['issueProject'],
  statsPeriod: ['statsPeriod', 'cursor'],
  other: [],
};
const refusable = [
  'issueId',
  'event',
  'environment',
  'project',
  'statsPeriod',
] as const;

/** The backend names the parameter only in its message. */
const parameterInMessage = /^(?:path|query|unknown query) parameter `(\w+)`/i;

/** In the issue's place: what is wrong, and what may have happened to the issue. */
export function IssueError(props: {
  error: Error;
  entity: Entity;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { error, entity, onRetry, isRetrying } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const refused = refusedParameter(error);
  // A malformed id reads like an issue that doesn't exist.
  const shown =
    refused === 'issueId'
      ? new SentryProblemException({
          code: 'ISSUE_NOT_FOUND',
          message: t('detail.gone.notAnId'),
        })
      : error;
  const isGone =
    shown instanceof SentryProblemException &&
    shown.problem.code === 'ISSUE_NOT_FOUND';

  if (refused !== undefined && refused !== 'issueId') {
    return <RefusedLink error={error} entity={entity} refused={refused} />;
  }
  return (
    <>
      <ProblemPanel
        error={shown}
        entity={entity}
        onRetry={refused ? undefined : onRetry}
        isRetrying={isRetrying}
      />
      {isGone && (
        <div className={styles.reasons}>
          <Text as="p">{t('detail.gone.title')}</Text>
          <ul>
            <li>{t('detail.gone.deleted')}</li>
            <li>{t('detail.gone.elsewhere')}</li>
            <li>{t('detail.gone.unseen')}</li>
            <li>{t('detail.gone.mistyped')}</li>
          </ul>
        </div>
      )}
    </>
  );
}

/** Says which part of the link the backend refused, and opens the issue without it. */
function RefusedLink(props: {
  error: Error;
  entity: Entity;
  refused: keyof typeof urlParams;
}) {
  const { error, entity, refused } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [search, replace] = useUrlParams(urlParams[refused]);
  const [place] = urlParams[refused];
  const isInUrl = new URLSearchParams(search).has(place);
  return (
    <ProblemPanel
      error={error}
      text={{
        kind: 'bad-request',
        title: t('detail.refused.title'),
        message: t(`detail.refused.${refused}`),
        action: t('detail.refused.answer', { message: error.message }),
      }}
      entity={entity}
    >
      {isInUrl && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => replace(new URLSearchParams())}
        >
          {t('detail.refused.without')}
        </Button>
      )}
    </ProblemPanel>
  );
}

/** The parameter that the backend refused; undefined if it failed otherwise. */
function refusedParameter(error: Error) {
  if (
    !(error instanceof SentryRequestException) ||
    error.reason !== 'bad-request'
  ) {
    return undefined;
  }
  const name = parameterInMessage.exec(error.message)?.[1];
  return refusable.find(one => one === name) ?? 'other';
}
