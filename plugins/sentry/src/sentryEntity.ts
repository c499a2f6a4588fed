import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { isSentryAvailable } from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { SentryProblemException, SentryRequestException } from './api/errors';
import { useProjects } from './data/answers';
import { sentryTranslationRef } from './translation';

/** Without an annotation of their own these show what belongs to them. */
const aggregatingKinds = ['system', 'domain', 'group'];

/**
 * The entity of the page, and what is wrong with it where it is known without
 * asking the backend.
 */
export function useSentryEntity(): {
  entity: Entity;
  entityRef: string;
  /** Whether its issues are those of others, which belong to it. */
  isAggregate: boolean;
  missing?: SentryProblemException;
} {
  const { entity } = useEntity();
  const { t } = useTranslationRef(sentryTranslationRef);
  const isAggregate = gathersIssues(entity);
  const hasIssues = canHaveIssues(entity);

  const missing = useMemo(
    () =>
      hasIssues
        ? undefined
        : new SentryProblemException({
            code: 'ANNOTATION_MISSING',
            message: t('annotationMissing.message'),
            action: t('annotationMissing.action'),
          }),
    [hasIssues, t],
  );
  const entityRef = stringifyEntityRef(entity);
  return { entity, entityRef, isAggregate, missing };
}

/**
 * What to say first of an entity without a project: where the portal has no Sentry, naming
 * one does not help.
 *
 * @returns undefined until it is known
 */
export function useSetUpProblem(
  entityRef: string,
  missing: SentryProblemException,
): Error | undefined {
  const { data, error } = useProjects({ entityRef });
  const isSetUp =
    (error instanceof SentryProblemException &&
      error.problem.code === 'NOT_CONFIGURED') ||
    (error instanceof SentryRequestException &&
      error.reason === 'not-installed');
  if (isSetUp) {
    return error;
  }
  return data || error ? missing : undefined;
}

/** Whether there is anything to ask about an entity. */
export function canHaveIssues(entity: Entity): boolean {
  return isSentryAvailable(entity) || gathersIssues(entity);
}

/** Whether it shows the issues of what belongs to it. */
export function gathersIssues(entity: Entity): boolean {
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return !isSentryAvailable(entity) && aggregatingKinds.includes(kind);
}
