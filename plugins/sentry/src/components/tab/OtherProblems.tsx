import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { sentryTranslationRef } from '../../translation';
import { ProblemList } from '../ui/AnswerNotices';

/** Where nothing can be shown: what is wrong with single projects beside that. */
export function OtherProblems(props: {
  /** Said already. */
  problem: Error;
  problems: SentryProblem[];
}) {
  const { t } = useTranslationRef(sentryTranslationRef);
  const others = props.problems.filter(
    ({ message }) => message !== props.problem.message,
  );
  return others.length > 0 ? (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('components.alsoMissing')}
      description={<ProblemList problems={others} />}
    />
  ) : null;
}
