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

/** What a link can ask for beside the issue; a cursor points into the list of one environment and period. */
const askedBeside = [
  'event',
  'environment',
  'issueProject',
  'statsPeriod',
  'cursor',
];

/** In the place of an issue of which nothing is known: what is wrong, and what may have happened to it. */
export function IssueProblem(props: {
  error: Error;
  entity?: Entity;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { error, entity, onRetry, isRetrying } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isRefused =
    error instanceof SentryRequestException && error.reason === 'bad-request';
  // A malformed id reads like an issue that doesn't exist.
  const isNotAnId =
    isRefused && /^path parameter `issueId`/i.test(error.message);
  if (isRefused && !isNotAnId) {
    return <RefusedLink error={error} entity={entity} />;
  }
  const shown = isNotAnId
    ? new SentryProblemException({
        code: 'ISSUE_NOT_FOUND',
        message: t('detail.gone.notAnId'),
      })
    : error;
  const isGone =
    shown instanceof SentryProblemException &&
    shown.problem.code === 'ISSUE_NOT_FOUND';
  return (
    <>
      <ProblemPanel
        error={shown}
        entity={entity}
        onRetry={isNotAnId ? undefined : onRetry}
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

/** Says what the backend refused in the link, and opens the issue without what it asks for beside it. */
function RefusedLink(props: { error: Error; entity?: Entity }) {
  const { error, entity } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [search, replace] = useUrlParams(askedBeside);
  const params = new URLSearchParams(search);
  return (
    <ProblemPanel
      error={error}
      text={{
        kind: 'bad-request',
        title: t('detail.refused.title'),
        message: t('detail.refused.message'),
        action: t('detail.refused.answer', { message: error.message }),
      }}
      entity={entity}
    >
      {askedBeside.some(name => params.has(name)) && (
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
