import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import type { ComponentProps } from 'react';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { isPartial } from '../../data/answers';
import { useFormats } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { IssueListSkeleton } from '../ui/IssueList';
import { lazyOr } from '../ui/lazyOr';
import { SummaryCountsSkeleton } from '../ui/SummaryCounts';
import styles from './SentryIssuesCard.module.css';

/* What most cards never show, with plain stand-ins where its code can't be loaded. */
const importTrouble = () => import('./trouble');
const importAggregate = () => import('./aggregate');

type Trouble = Awaited<ReturnType<typeof importTrouble>>;
type Aggregate = Awaited<ReturnType<typeof importAggregate>>;

/** Above an answer that is incomplete or stale. */
export const AnswerNotices = lazyOr<ComponentProps<Trouble['AnswerNotices']>>(
  () => importTrouble().then(module => module.AnswerNotices),
  PlainNotices,
);

/** In the place of the counts, or of the issues, or above what was known of them. */
export const FailureNotice = lazyOr<ComponentProps<Trouble['FailureNotice']>>(
  () => importTrouble().then(module => module.FailureNotice),
  PlainPanel,
);

/** In the place of counts and issues. */
export const ProblemPanel = lazyOr<
  Omit<ComponentProps<Trouble['ProblemPanel']>, 'children'>
>(() => importTrouble().then(module => module.ProblemPanel), PlainPanel);

/** At the end of the card: what the servers can't do. */
export const LimitsNote = lazyOr<ComponentProps<Trouble['LimitsNote']>>(
  () => importTrouble().then(module => module.LimitsNote),
  () => null,
);

/** What each entity adds to the counts. */
export const ComponentTotals = lazyOr<
  ComponentProps<Aggregate['ComponentTotals']>
>(() => importAggregate().then(module => module.ComponentTotals), NoTotals);

/** Which entity an issue is of. */
export const ComponentLine = lazyOr<ComponentProps<Aggregate['ComponentLine']>>(
  () => importAggregate().then(module => module.ComponentLine),
  () => null,
);

function PlainNotices(props: {
  answer: SentryAnswerMeta;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { fetchedAt, problems } = props.answer;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return (
    <PlainProblem
      {...props}
      role="status"
      title={
        isPartial(props.answer)
          ? t('notice.partial')
          : t('notice.stale', { time: formats.relative(new Date(fetchedAt)) })
      }
      messages={problems.map(({ message }) => message)}
    />
  );
}

function PlainPanel(props: {
  error: Error;
  onRetry?: () => void;
  isRetrying?: boolean;
}) {
  const { error } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const isUnreachable =
    error instanceof SentryRequestException && error.reason === 'unreachable';
  return (
    <PlainProblem
      {...props}
      title={t('card.failed')}
      messages={
        error instanceof SentryProblemException
          ? [error.message, error.problem.action]
          : [isUnreachable ? t('card.unreachable') : error.message]
      }
    />
  );
}

function NoTotals() {
  const { t } = useTranslationRef(sentryTranslationRef);
  return <Text as="p">{t('components.missing')}</Text>;
}

/** What is wrong, without code that has to be loaded first. */
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
export function CardSkeleton(props: { rows: number }) {
  return (
    <div className={styles.body}>
      <SummaryCountsSkeleton />
      {props.rows > 0 && <IssueListSkeleton rows={props.rows} />}
    </div>
  );
}
