import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { TriageFailure } from '../../triage/types';
import { issueIdOf } from '../../issueUrl/address';
import { MessageText } from '../ui/MessageText';
import styles from './Triage.module.css';
import { useFailureText } from './useFailureText';
import { useKindText } from './useKindText';

/** The reasons, each with the issues it is that of; and with what was to be done, where that differs. */
export function FailureReasons(props: {
  failures: TriageFailure[];
  /** Whether to name the issues: not where it is one, and named already. */
  isNamed: boolean;
}) {
  const { failures, isNamed } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const kindText = useKindText();
  const failureText = useFailureText();
  const hasKinds = new Set(failures.map(({ act }) => act.kind)).size > 1;

  const reasons = new Map<string, { message: string; of: TriageFailure[] }>();
  for (const failure of failures) {
    const { message, action } = failureText(failure.error);
    const text = [message, action].filter(Boolean).join(' ');
    const key = JSON.stringify([hasKinds && failure.act.kind, text]);
    const reason = reasons.get(key) ?? { message: text, of: [] };
    reasons.set(key, reason);
    reason.of.push(failure);
  }
  const lineOf = (message: string, of: TriageFailure[]) => {
    const name = formats.list([
      ...new Set(of.map(({ issue }) => issueIdOf(issue))),
    ]);
    if (hasKinds) {
      const action = kindText(of[0].act.kind);
      return t('triage.failed.act', { action, name, message });
    }
    return isNamed ? t('triage.failed.issue', { name, message }) : message;
  };

  return (
    <ul className={styles.reasons}>
      {[...reasons].map(([key, { message, of }]) => (
        <li key={key}>
          <MessageText>{lineOf(message, of)}</MessageText>
        </li>
      ))}
    </ul>
  );
}
