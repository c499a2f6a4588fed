import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { SentryProblemException } from '../../api/errors';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { canRetryHelp } from '../ui/canRetryHelp';
import { ProblemPanel } from '../ui/ProblemPanel';
import styles from './IssueTrouble.module.css';
import { RefusedLink } from './RefusedLink';
import { refusedParameter } from './refusedParameter';

/** Stands where the issue would: what is wrong, and what may have become of the issue. */
export function IssueTrouble(props: {
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
