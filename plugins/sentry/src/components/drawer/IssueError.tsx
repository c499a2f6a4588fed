import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, Button } from '@backstage/ui';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { canRetryHelp } from '../ui/problemText';
import { ProblemPanel } from '../ui/ProblemPanel';
import styles from './IssueBody.module.css';
import { useUrlParams } from '../../issueUrl/urlParams';

/** Stands where the issue would: what is wrong, and what may have become of the issue. */
export function IssueError(props: {
  error: Error;
  entity: Entity;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { error, entity, onRetry, isRetrying } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const refused = refusedParameter(error);
  // What can't be the id of an issue is not one that could be found.
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
        onRetry={canRetryHelp(error) ? onRetry : undefined}
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

/**
 * Where the address has what may be refused, and what goes with it: a cursor points
 * into the list of one environment and one period.
 */
const places = {
  event: ['event'],
  environment: ['environment', 'cursor'],
  project: ['issueProject'],
  statsPeriod: ['statsPeriod', 'cursor'],
  other: [],
};

/** Says what of the address the backend does not take, and offers the issue without it. */
function RefusedLink(props: {
  error: Error;
  entity: Entity;
  refused: Exclude<RefusedParameter, 'issueId'>;
}) {
  const { error, entity, refused } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [search, replace] = useUrlParams(places[refused]);
  const [place] = places[refused];
  const isInAddress = new URLSearchParams(search).has(place);
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
      {isInAddress && (
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

const named = /^(?:path|query|unknown query) parameter `(\w+)`/i;

/** What of a request for an issue the backend may not take, named as in its HTTP API. */
type RefusedParameter =
  'issueId' | 'event' | 'environment' | 'project' | 'statsPeriod' | 'other';

const known: RefusedParameter[] = [
  'issueId',
  'event',
  'environment',
  'project',
  'statsPeriod',
];

/** Which parameter the backend refused; undefined where it failed otherwise. */
function refusedParameter(error: Error): RefusedParameter | undefined {
  if (
    !(error instanceof SentryRequestException) ||
    error.reason !== 'bad-request'
  ) {
    return undefined;
  }
  // It names the one that is wrong in nothing but its sentence.
  const name = named.exec(error.message)?.[1];
  return known.find(one => one === name) ?? 'other';
}
