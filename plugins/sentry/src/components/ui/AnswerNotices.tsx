import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryAnswerMeta,
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { useSentryConnection } from '../../auth/connection';
import { isPartial } from '../../data/answers';
import { useFormats } from '../../formats';
import { SentryProblemException } from '../../api/errors';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { ProblemActions, ProblemDetails } from './ProblemPanel';
import { canConnectHelp, useProblemText } from './problemText';
import { ConnectButton, RetryButton } from './buttons';
import { inSentences, MessageText, Notice } from './messages';
import styles from './messages.module.css';

const unreachable: SentryProblemCode[] = [
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
];

/** More problems of one kind are folded. */
const MAX_LISTED = 3;

/** The age of a younger answer is not worth a line beside other problems. */
const oldMs = 60_000;

/**
 * What to know about an answer that is not whole or not new: which projects are
 * missing and why, or since when Sentry can't be asked. An old answer without a
 * problem is being refreshed and needs no notice.
 */
export function AnswerNotices(props: {
  answer: SentryAnswerMeta;
  /** Title of a partial answer. */
  partial?: string;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { answer, onRetry, isRetrying } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const connection = useSentryConnection();
  const { problems, stale, fetchedAt } = answer;
  if (problems.length === 0) {
    return null;
  }
  const toConnect = problems.find(problem =>
    canConnectHelp(problem, connection?.isConnected),
  );
  const isUnreachable = problems.every(({ code }) =>
    unreachable.includes(code),
  );
  const partial = isPartial(answer);
  const date = new Date(fetchedAt);
  const time = formats.relative(date);
  const isOld = stale && Date.now() - date.getTime() >= oldMs;
  const staleText = isUnreachable ? 'notice.unreachable' : 'notice.stale';
  const retryAfter = problems.map(problem => problem.retryAfterSeconds ?? 0);

  return (
    <Notice
      role="status"
      status="warning"
      icon
      title={
        partial
          ? (props.partial ?? t('notice.partial'))
          : t(staleText, { time })
      }
      description={
        <ProblemList
          problems={problems}
          // The title says so.
          isSaid={isUnreachable && !partial}
          first={partial && isOld ? t('notice.stale', { time }) : undefined}
        />
      }
      customActions={
        <>
          {toConnect && <ConnectButton problem={toConnect} />}
          <RetryButton
            onRetry={onRetry}
            isPending={isRetrying}
            afterSeconds={Math.max(...retryAfter)}
          />
        </>
      }
    />
  );
}

/**
 * A failure of what is shown all the same, or of a part of the page.
 *
 * @param props - `since`: when what is shown was fetched, ISO 8601
 */
export function FailureNotice(props: {
  error: Error;
  since?: string;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const { error, since } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const text = useProblemText()(error);
  return (
    <Notice
      role="status"
      status="warning"
      icon
      title={inSentences(
        text.title,
        since && t('notice.stale', { time: formats.relative(new Date(since)) }),
      )}
      description={
        <>
          {inSentences(text.message, text.action)}
          <ProblemDetails text={text} isOpen={text.isOwn} />
        </>
      }
      customActions={<ProblemActions {...props} text={text} />}
    />
  );
}

/**
 * Problems in the viewer's language, one sentence for each kind; folded below them what
 * exactly the backend says of each, every text once.
 */
export function ProblemList(props: {
  problems: SentryProblem[];
  first?: string;
  /** Whether the sentences stand above. */
  isSaid?: boolean;
}) {
  const { problems, first, isSaid = false } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const { t: tPage } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const textOf = useProblemText();

  const kinds = new Map<SentryProblemCode, SentryProblem[]>();
  for (const problem of problems) {
    kinds.set(problem.code, [...(kinds.get(problem.code) ?? []), problem]);
  }
  const sentences = [...kinds].map(([code, alike]) => {
    const { title } = textOf(new SentryProblemException(alike[0]));
    const names = namesOf(alike);
    if (names.length > MAX_LISTED) {
      const number = formats.number(names.length);
      return code === 'PROJECT_NOT_FOUND'
        ? t('notice.several.PROJECT_NOT_FOUND', { number })
        : t('notice.several.others', { number, message: title });
    }
    return names.length > 0
      ? t('notice.entry', { project: formats.list(names), message: title })
      : title;
  });
  const details = new Map<string, SentryProblem[]>();
  for (const problem of problems) {
    const text = inSentences(problem.message, problem.action);
    details.set(text, [...(details.get(text) ?? []), problem]);
  }
  return (
    <>
      <ul className={styles.problems}>
        {first && <li>{first}</li>}
        {!isSaid &&
          sentences.map(sentence => <li key={sentence}>{sentence}</li>)}
      </ul>
      <details>
        <summary>{tPage('problem.forPlatformTeam')}</summary>
        <ul className={styles.problems} dir="auto">
          {[...details].map(([text, alike]) => {
            const names = namesOf(alike);
            return (
              <li key={text}>
                <MessageText>
                  {names.length > 0
                    ? t('notice.entry', {
                        project: formats.list(names),
                        message: text,
                      })
                    : text}
                </MessageText>
              </li>
            );
          })}
        </ul>
      </details>
    </>
  );
}

function namesOf(problems: SentryProblem[]): string[] {
  const names = problems.map(nameOf).filter(name => name !== undefined);
  return [...new Set(names)];
}

function nameOf({ project }: SentryProblem): string | undefined {
  const names = [project?.project, project?.organization, project?.instance];
  // Numeric ids mean nothing to readers.
  return names.find(name => name && !/^\d+$/.test(name));
}
