import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Button, DialogTrigger, Popover, Text } from '@backstage/ui';
import type {
  SentryAnalysisResponse,
  SentryAnalysisStep,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { useRefreshWhile } from '../../data/issueParts';
import type { Answer } from '../../data/useAnswer';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useTriage, type Triage } from '../../triage/Triage';
import { FailureNotice } from '../ui/AnswerNotices';
import { RefreshIcon } from '../ui/icons';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import styles from './Analysis.module.css';
import { useCredit } from './ChangeMenu';
import { Section } from './Section';
import { useIssueWrite, WriteFailure } from './useIssueWrite';

/** What Seer makes of an issue, and the way to ask it; nothing where there is neither. */
export function AnalysisSection(props: {
  issue: SentryIssue;
  analysis: Answer<SentryAnalysisResponse>;
}) {
  const { issue, analysis } = props;
  const { data, error, isPending } = analysis;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const triage = useTriage();
  const [isStarted, setStarted] = useState(false);
  const isUnasked = data?.status === 'none' || data?.status === 'failed';
  const status = isStarted && isUnasked ? 'running' : data?.status;
  useRefreshWhile(status === 'running', analysis.refresh);
  if (!data?.supported || !status) {
    return null;
  }
  const { rootCause, solution = [], pullRequests, updatedAt } = data;
  const starter =
    isUnasked && !isStarted && triage?.canChange(issue) ? triage : undefined;
  const hasTexts = rootCause || solution.length + pullRequests.length > 0;
  if (!hasTexts && !starter && (status === 'none' || status === 'unknown')) {
    return null;
  }
  return (
    <Section
      title={t('analysis.title')}
      actions={hasTexts && <Badge size="small">{t('analysis.byModel')}</Badge>}
    >
      {error && (
        <FailureNotice
          error={error}
          onRetry={analysis.reload}
          isRetrying={isPending}
        />
      )}
      <div role="status" className={styles.status}>
        {status !== 'done' && status !== 'unknown' && (
          <Text as="p">{t(`analysis.status.${status}`)}</Text>
        )}
      </div>
      {status === 'waiting' && (
        <ExternalLink href={data.links.sentry} opens="analysis">
          {t('analysis.answerInSentry')}
        </ExternalLink>
      )}
      {status === 'running' && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RefreshIcon aria-hidden />}
            onPress={analysis.reload}
            isPending={isPending}
          >
            {t('analysis.check')}
          </Button>
        </div>
      )}
      {starter && (
        <StartAnalysis
          triage={starter}
          issue={issue}
          onStarted={() => {
            setStarted(true);
            analysis.refresh();
          }}
          onCheck={analysis.reload}
        />
      )}
      {rootCause && (
        <Section title={t('analysis.rootCause')} level={4}>
          <ModelText>{rootCause.text}</ModelText>
          <Steps steps={rootCause.steps} />
        </Section>
      )}
      {solution.length > 0 && (
        <Section title={t('analysis.solution')} level={4}>
          <Steps steps={solution} />
        </Section>
      )}
      {pullRequests.length > 0 && (
        <Section title={t('analysis.pullRequests')} level={4}>
          <ul className={styles.links}>
            {pullRequests.map(({ url, title, repository }) => (
              <li key={url}>
                <ExternalLink href={url}>
                  <bdi>{title ?? url}</bdi>
                </ExternalLink>{' '}
                {repository && <QuietText>{repository}</QuietText>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {hasTexts && (
        <QuietText as="p">
          {t('analysis.caution')}
          {updatedAt && (
            <>
              {' · '}
              <RelativeTime value={updatedAt} />
            </>
          )}
        </QuietText>
      )}
    </Section>
  );
}

/** Asks before it starts one, and says what it costs. */
function StartAnalysis(props: {
  triage: Triage;
  issue: SentryIssue;
  onStarted: () => void;
  onCheck: () => void;
}) {
  const { triage, issue } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [isAsking, setAsking] = useState(false);
  const credit = useCredit(triage, [issue]);
  const { write, ...state } = useIssueWrite({
    triage,
    issue,
    kind: 'analysis',
    send: (sentryApi, query, options) =>
      sentryApi.startIssueAnalysis(triage.entityRef, issue.id, query, options),
    onSent: props.onStarted,
  });
  const start = () => {
    setAsking(false);
    write();
  };
  return (
    <>
      <div>
        <DialogTrigger isOpen={isAsking} onOpenChange={setAsking}>
          <Button size="small" variant="secondary" isPending={state.isPending}>
            {t('analysis.start')}
          </Button>
          <Popover placement="top start">
            <div className={styles.ask}>
              <Text as="p">{t('analysis.cost')}</Text>
              {credit && <QuietText as="p">{credit}</QuietText>}
              <div className={styles.buttons}>
                <Button size="small" onPress={start}>
                  {t('analysis.confirm')}
                </Button>
                <Button
                  size="small"
                  variant="tertiary"
                  onPress={() => setAsking(false)}
                >
                  {t('analysis.cancel')}
                </Button>
              </div>
            </div>
          </Popover>
        </DialogTrigger>
      </div>
      <WriteFailure
        state={state}
        title={t('analysis.failed')}
        unknownTitle={t('analysis.unknown')}
        onRetry={start}
        onCheck={props.onCheck}
      />
    </>
  );
}

function Steps({ steps }: { steps: SentryAnalysisStep[] }) {
  return steps.length > 0 ? (
    <ol className={styles.steps}>
      {steps.map(({ title, text, file }, index) => (
        <li key={index}>
          <ModelText>{title}</ModelText>
          {file && (
            <QuietText as="p">
              <code>{file}</code>
            </QuietText>
          )}
          {text && <ModelText>{text}</ModelText>}
        </li>
      ))}
    </ol>
  ) : null;
}

/**
 * Text of a model: plain but for code and bold. Links and images stay as they are written, as
 * strangers can make the model write them.
 */
function ModelText(props: { children: string }) {
  return (
    <div className={styles.text} dir="auto">
      {props.children.split(/```[\w-]*\n?([\s\S]*?)```/).map((part, index) =>
        index % 2 ? (
          // Scrolls where it is too wide, and so must take the focus.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre className={styles.code} tabIndex={0} key={index}>
            <code>{part.trimEnd()}</code>
          </pre>
        ) : (
          part.trim() !== '' && (
            <p key={index}>
              <InlineText>{part.trim()}</InlineText>
            </p>
          )
        ),
      )}
    </div>
  );
}

function InlineText(props: { children: string }) {
  return props.children
    .split(/(`[^`\n]+`|\*\*[^*\n]+\*\*)/)
    .map((part, index) => {
      if (index % 2 === 0) {
        return part;
      }
      return part.startsWith('`') ? (
        <code key={index}>{part.slice(1, -1)}</code>
      ) : (
        <strong key={index}>{part.slice(2, -2)}</strong>
      );
    });
}
