import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TextAreaField, VisuallyHidden } from '@backstage/ui';
import type {
  SentryActivity,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { useRef, useState } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { Triage } from '../../triage/Triage';
import { QuietText } from '../ui/primitives';
import styles from './Activity.module.css';
import { useCredit } from './ChangeMenu';
import { useIssueWrite, WriteFailure } from './useIssueWrite';

/** What the backend takes at most. */
const maxLength = 4000;

/** Writes a comment on an issue; the text stays until it is sent. */
export function CommentBox(props: {
  triage: Triage;
  issue: SentryIssue;
  onSent: (comment: SentryActivity) => void;
  /** Reads the activity again. */
  onCheck: () => void;
}) {
  const { triage, issue, onSent, onCheck } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [text, setText] = useState('');
  const [hasSent, setSent] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const credit = useCredit(triage, [issue]);
  const focus = () => field.current?.querySelector('textarea')?.focus();

  const { write, ...state } = useIssueWrite({
    triage,
    issue,
    kind: 'comment',
    send: (sentryApi, query, options) =>
      sentryApi.addIssueComment(
        triage.entityRef,
        issue.id,
        { text: text.trim() },
        query,
        options,
      ),
    onSent: ({ item }) => {
      setText('');
      setSent(true);
      onSent(item);
      focus();
    },
  });
  const send = () => {
    setSent(false);
    if (text.trim() === '') {
      focus();
    } else {
      write();
    }
  };

  return (
    <div className={styles.box}>
      <TextAreaField
        ref={field}
        label={t('activity.comment.label')}
        rows={2}
        maxLength={maxLength}
        value={text}
        onChange={setText}
        isReadOnly={state.isPending}
        dir="auto"
      />
      <WriteFailure
        state={state}
        title={t('activity.comment.failed')}
        unknownTitle={t('activity.comment.unknown')}
        onRetry={send}
        onCheck={onCheck}
      />
      <div className={styles.send}>
        <Button
          size="small"
          variant="secondary"
          onPress={send}
          isPending={state.isPending}
        >
          {t('activity.comment.send')}
        </Button>
        {credit && <QuietText>{credit}</QuietText>}
      </div>
      <VisuallyHidden role="status">
        {hasSent && t('activity.comment.sent')}
      </VisuallyHidden>
    </div>
  );
}
