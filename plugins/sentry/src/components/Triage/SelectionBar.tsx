import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { sentryTranslationRef } from '../../translation';
import type { Triage } from '../../triage';
import { KeepFocus } from '../KeepFocus';
import { QuietText } from '../QuietText';
import styles from './Triage.module.css';
import { TriageActions } from './TriageActions';
import { TriageFailed } from './TriageFailed';
import { TriageNews } from './TriageNews';

/**
 * What can be done to the issues that are selected in the table above, and what came
 * of it. Floats over the end of what is in sight of the table, so that no row moves;
 * not to be seen while there is nothing to do or to say.
 */
export function SelectionBar(props: {
  triage: Triage;
  selected: SentryIssue[];
  /** Drops the selection and moves the focus on. */
  onClear: () => void;
}) {
  const { triage, selected, onClear } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const issues = selected.filter(triage.canChange);
  const left = selected.length - issues.length;
  const count = selected.length;
  const { outcome } = triage;
  const isToldOf = outcome !== undefined && !outcome.isPending;

  return (
    <div className={styles.dock} data-shown={count > 0 || isToldOf}>
      <KeepFocus label={t('triage.titleMany')}>
        <div className={styles.bar}>
          <div className={styles.row}>
            {/* No status: the table itself says what is selected. */}
            {count > 0 && (
              <Text variant="body-small" weight="bold">
                {t('triage.selection.some', {
                  count,
                  number: formats.number(count),
                })}
              </Text>
            )}
            {left > 0 && (
              <QuietText variant="body-small">
                {t('triage.selection.unchangeable', {
                  count: left,
                  number: formats.number(left),
                })}
              </QuietText>
            )}
            {issues.length > 0 && (
              <TriageActions triage={triage} issues={issues} />
            )}
            {count > 0 && (
              <Button size="small" variant="tertiary" onPress={onClear}>
                {t('triage.selection.clear')}
              </Button>
            )}
          </div>
          <div className={styles.row}>
            <TriageNews triage={triage} issues={issues} />
            {count === 0 && isToldOf && outcome.failures.length === 0 && (
              <Button size="small" variant="tertiary" onPress={onClear}>
                {t('triage.failed.dismiss')}
              </Button>
            )}
          </div>
          <TriageFailed triage={triage} />
        </div>
      </KeepFocus>
    </div>
  );
}
