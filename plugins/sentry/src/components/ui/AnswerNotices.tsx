import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryAnswerMeta,
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { useSentryConnection } from '../../auth/connection';
import { useFormats } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { canConnectHelp } from './problemText';
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
  const { problems, stale, fetchedAt, partial = !stale } = answer;
  if (problems.length === 0) {
    return null;
  }
  const toConnect = problems.find(problem =>
    canConnectHelp(problem, connection?.isConnected),
  );
  const isUnreachable = problems.every(({ code }) =>
    unreachable.includes(code),
  );
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
          first={partial && isOld ? t('notice.stale', { time }) : undefined}
        />
      }
      customActions={
        <>
          {toConnect && (
            <ConnectButton problem={toConnect} onConnected={onRetry} />
          )}
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

/** Problems, each text once; many of one kind are counted, and folded below the sentence. */
export function ProblemList(props: {
  problems: SentryProblem[];
  first?: string;
}) {
  const { t } = useTranslationRef(sentryTranslationRef);
  const kinds = new Map<SentryProblemCode, SentryProblem[]>();
  for (const problem of props.problems) {
    kinds.set(problem.code, [...(kinds.get(problem.code) ?? []), problem]);
  }
  return (
    <ul className={styles.problems}>
      {props.first && <li>{props.first}</li>}
      {[...kinds].map(([code, problems]) => {
        const texts = new Set(problems.map(({ message }) => message));
        if (texts.size <= MAX_LISTED) {
          return <Problems key={code} problems={problems} />;
        }
        const actions = new Set(problems.map(({ action }) => action));
        const [action] = actions.size === 1 ? actions : [];
        const number = String(texts.size);
        const sentence =
          code === 'PROJECT_NOT_FOUND'
            ? t('notice.several.PROJECT_NOT_FOUND', { number })
            : t('notice.several.others', { number });
        return (
          <li key={code}>
            <MessageText>{inSentences(sentence, action)}</MessageText>
            <details>
              <summary>{t('notice.showAll')}</summary>
              <ul className={styles.problems}>
                <Problems
                  problems={
                    action
                      ? problems.map(one => ({ ...one, action: undefined }))
                      : problems
                  }
                />
              </ul>
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function Problems(props: { problems: SentryProblem[] }) {
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const namesByText = new Map<string, Set<string>>();
  for (const problem of props.problems) {
    const text = inSentences(problem.message, problem.action);
    const names = namesByText.get(text) ?? new Set();
    const name = nameOf(problem);
    namesByText.set(text, name ? names.add(name) : names);
  }
  return [...namesByText].map(([text, names]) => (
    <li key={text}>
      <MessageText>
        {names.size > 0
          ? t('notice.entry', {
              project: formats.list([...names]),
              message: text,
            })
          : text}
      </MessageText>
    </li>
  ));
}

function nameOf({ project }: SentryProblem): string | undefined {
  const names = [project?.project, project?.organization, project?.instance];
  // Numeric ids mean nothing to readers.
  return names.find(name => name && !/^\d+$/.test(name));
}
