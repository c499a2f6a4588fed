import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Suspense } from 'react';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useLate } from '../../late/useLate';
import { sentryTranslationRef } from '../../translation';
import { lateTrouble } from './lateParts';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { Button, Text } from '@backstage/ui';
import { IssueListSkeleton } from '../ui/IssueList';
import { SummaryCountsSkeleton } from '../ui/SummaryCounts';
import styles from './SentryIssuesCard.module.css';

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

/** Above an answer that is not whole or not new: that it is so, and why. */
export function CardNotices(props: {
  answer: SentryAnswerMeta;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { stale, fetchedAt, problems, partial = !stale } = props.answer;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const trouble = useLate(lateTrouble);
  if (trouble && trouble !== 'missing') {
    return <trouble.AnswerNotices {...props} />;
  }
  return (
    <PlainProblem
      {...props}
      role="status"
      title={
        partial
          ? t('notice.partial')
          : t('notice.stale', { time: formats.relative(new Date(fetchedAt)) })
      }
      messages={problems.map(({ message }) => message)}
    />
  );
}

/** What is wrong, in words that are there already: for when no more code can be had. */
function PlainProblem(props: {
  title: string;
  messages: (string | undefined)[];
  role?: 'alert' | 'status';
  onRetry?: () => void;
  isRetrying?: boolean;
}) {
  const { title, messages, role = 'alert', onRetry, isRetrying } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  return (
    <div role={role}>
      <Text as="p" weight="bold">
        {title}
      </Text>
      <Text as="p">{messages.filter(Boolean).join(' ')}</Text>
      {onRetry && (
        <Button
          variant="secondary"
          size="small"
          onPress={onRetry}
          isPending={isRetrying}
        >
          {t('action.retry')}
        </Button>
      )}
    </div>
  );
}

/** The room of counts and issues. */
function CardSkeleton(props: { rows: number }) {
  return (
    <div className={styles.body}>
      <SummaryCountsSkeleton />
      {props.rows > 0 && <IssueListSkeleton rows={props.rows} />}
    </div>
  );
}
