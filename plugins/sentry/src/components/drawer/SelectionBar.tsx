import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Triage } from '../../triage/TriageContext';
import { withoutAttended } from '../../triage/TriageState';
import { KeepFocus } from '../ui/KeepFocus';
import { QuietText } from '../ui/primitives';
import styles from './Triage.module.css';
import { TriageActions } from './TriageActions';
import { TriageFailures } from './TriageFailures';
import { TriageResult } from './TriageResult';
import { WhyNot } from './WhyNot';

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
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const issues = selected.filter(triage.canChange);
  const left = selected.filter(issue => !issues.includes(issue));
  const count = selected.length;
  const { failures, heldBack, attended } = triage;
  const outcome = triage.outcome && withoutAttended(triage.outcome, attended);
  const hasNews =
    outcome !== undefined && outcome.done.length + outcome.overtaken.length > 0;
  // The issue that is open tells of all that failed, whichever issue it was of.
  const hasFailures = !attended && failures.length > 0;
  const shown = () => {
    if (count > 0 || hasNews || hasFailures) {
      return 'afloat';
    }
    return heldBack ? 'below' : 'not';
  };

  return (
    <div className={styles.dock} data-shown={shown()}>
      <KeepFocus label={t('triage.titleMany')}>
        <div className={styles.bar}>
          {/* First: the bar grows upwards, and no button moves from under the hand. */}
          {!attended && <TriageFailures triage={triage} />}
          <div className={styles.row}>
            {/* One box may select many, of which it says nothing. */}
            <div role="status" className={styles.status}>
              {count > 0 && (
                <Text
                  as="p"
                  variant="body-small"
                  weight="bold"
                  className={styles.count}
                >
                  {t('triage.selection.some', {
                    count,
                    number: formats.number(count),
                  })}
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
            {/* Last, so that no button moves where one more is selected. */}
            {left.length > 0 && (
              <>
                <QuietText variant="body-small">
                  {t('triage.selection.unchangeable', {
                    count: left.length,
                    number: formats.number(left.length),
                  })}
                </QuietText>
                <WhyNot triage={triage} issues={left} />
              </>
            )}
          </div>
          <div className={styles.row}>
            <TriageResult triage={{ ...triage, outcome }} issues={issues} />
            {count === 0 && hasNews && (
              <Button size="small" variant="tertiary" onPress={onClear}>
                {t('triage.failed.dismiss')}
              </Button>
            )}
            <HeldBack heldBack={heldBack} />
          </div>
        </div>
      </KeepFocus>
    </div>
  );
}

/** How many issues the list does not show yet, so that nothing moves; and how to see them. */
function HeldBack(props: { heldBack: Triage['heldBack'] }) {
  const { heldBack } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    <>
      {/* There from the start, so that what appears in it is said. */}
      <div role="status" className={styles.status}>
        {heldBack && (
          <Text variant="body-small">
            {t('triage.heldBack.some', {
              count: heldBack.count,
              number: formats.number(heldBack.count),
            })}
          </Text>
        )}
      </div>
      {heldBack && (
        <Button size="small" variant="tertiary" onPress={heldBack.reload}>
          {t('triage.heldBack.show')}
        </Button>
      )}
    </>
  );
}
