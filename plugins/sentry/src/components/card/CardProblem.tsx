import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Suspense } from 'react';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useLate } from '../../late/useLate';
import { sentryTranslationRef } from '../../translation';
import { CardSkeleton } from './CardSkeleton';
import { lateTrouble } from './lateParts';
import { PlainProblem } from './PlainProblem';

/** Stands where counts and issues would: what is wrong, at the least in plain words. */
export function CardProblem(props: {
  error: Error;
  entity: Entity;
  onRetry?: () => void;
  isRetrying?: boolean;
  /** As many rows as are waited for. */
  rows: number;
}) {
  const { rows, ...rest } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const trouble = useLate(lateTrouble);
  if (trouble === 'missing') {
    const { error } = rest;
    return (
      <PlainProblem
        {...rest}
        title={t('card.failed')}
        messages={
          error instanceof SentryProblemException
            ? [error.message, error.problem.action]
            : [isUnreachable(error) ? t('card.unreachable') : error.message]
        }
      />
    );
  }
  const skeleton = <CardSkeleton rows={rows} />;
  return trouble ? (
    <Suspense fallback={skeleton}>
      <trouble.ProblemPanel {...rest} />
    </Suspense>
  ) : (
    skeleton
  );
}

function isUnreachable(error: Error): boolean {
  return (
    error instanceof SentryRequestException && error.reason === 'unreachable'
  );
}
