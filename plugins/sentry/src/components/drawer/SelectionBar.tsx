import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { Triage } from '../../triage/Triage';
import { KeepFocus } from '../ui/KeepFocus';
import { QuietText } from '../ui/primitives';
import styles from './Triage.module.css';
import { TriageActions } from './TriageActions';
import { TriageFailures } from './TriageFailures';
import { TriageResult } from './TriageResult';
import { WhyNot } from './WhyNot';

/**
 * The buttons that change the issues selected in the list, and the result. It floats over the
 * visible end of the list, so that no row moves, and is invisible while it is empty.
 */
export function SelectionBar(props: {
  triage: Triage;
  selected: SentryIssue[];
  /** Clears the selection and moves the focus to the list. */
  onClear: () => void;
}) {
  const { triage, selected, onClear } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const issues = selected.filter(triage.canChange);
  const left = selected.filter(issue => !issues.includes(issue));
  const count = selected.length;
  const { failures, outcome } = triage;
  // An open issue shows them itself.
  const isAttended = triage.attendedSince !== undefined;
  const hasResult =
    !isAttended &&
    outcome !== undefined &&
    outcome.done.length + outcome.overtaken.length > 0;
  const hasFailures = !isAttended && failures.length > 0;
  const isShown = count > 0 || hasResult || hasFailures;

  return (
    <div className={styles.dock} data-shown={isShown}>
      <KeepFocus label={t('triage.titleMany')}>
        <div className={styles.bar}>
          {/* First, because the bar grows upwards: no button moves under the pointer. */}
          {!isAttended && <TriageFailures triage={triage} />}
          <div className={styles.row}>
            {/* Announces how many issues a checkbox selected. */}
            <div role="status" className={styles.status}>
              {count > 0 && (
                <Text
                  as="p"
                  variant="body-small"
                  weight="bold"
                  className={styles.count}
                >
                  {t('triage.selection.some', formats.counted(count))}
                </Text>
              )}
            </div>
            {issues.length > 0 && (
              <TriageActions triage={triage} issues={issues} />
            )}
            {count > 0 && (
              <Button size="small" variant="tertiary" onPress={onClear}>
                {t('triage.selection.clear')}
              </Button>
            )}
            {/* Last, so that no button moves when one more is selected. */}
            {left.length > 0 && (
              <>
                <QuietText variant="body-small">
                  {t(
                    'triage.selection.unchangeable',
                    formats.counted(left.length),
                  )}
                </QuietText>
                <WhyNot triage={triage} issues={left} />
              </>
            )}
          </div>
          <div className={styles.row}>
            {!isAttended && <TriageResult triage={triage} />}
            {count === 0 && hasResult && (
              <Button size="small" variant="tertiary" onPress={onClear}>
                {t('triage.failed.dismiss')}
              </Button>
            )}
          </div>
        </div>
      </KeepFocus>
    </div>
  );
}
