import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { useLate } from '../../late/useLate';
import { sentryTranslationRef } from '../../translation';
import { lateTrouble } from './lateParts';
import { PlainProblem } from './PlainProblem';

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
