import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { isSentryAvailable } from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { SentryProblemException } from '../api';
import { sentryTranslationRef } from '../translation';

/** Without an annotation of their own these show what belongs to them. */
const aggregatingKinds = ['system', 'domain', 'group'];

/**
 * The entity of the page, and what is wrong with it where it is known without
 * asking the backend.
 */
export function useSentryEntity(): {
  entity: Entity;
  entityRef: string;
  missing?: SentryProblemException;
} {
  const { entity } = useEntity();
  const { t } = useTranslationRef(sentryTranslationRef);
  const canHaveIssues =
    isSentryAvailable(entity) ||
    aggregatingKinds.includes(entity.kind.toLocaleLowerCase('en-US'));

  const missing = useMemo(
    () =>
      canHaveIssues
        ? undefined
        : new SentryProblemException({
            code: 'ANNOTATION_MISSING',
            message: t('problem.annotationMissing.message'),
            action: t('problem.annotationMissing.action'),
          }),
    [canHaveIssues, t],
  );
  return { entity, entityRef: stringifyEntityRef(entity), missing };
}
