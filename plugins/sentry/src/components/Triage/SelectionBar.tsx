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
 * What can be done to the issues that are selected in the table below. As high with
 * none selected, so that the table stays where it is.
 */
export function SelectionBar(props: {
  triage: Triage;
  /** Those that there are to select. */
  page: SentryIssue[];
  selected: SentryIssue[];
  onClear: () => void;
}) {
  const { triage, page, selected, onClear } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const issues = selected.filter(triage.canChange);
  const left = selected.length - issues.length;
  const count = selected.length;

  return (
    <div className={styles.sticky} data-selected={count > 0}>
      <KeepFocus label={t('triage.titleMany')}>
        <div className={styles.bar}>
          <div className={styles.row}>
            <Text variant="body-small" role="status">
              {count === 0
                ? t('triage.selection.none')
                : t('triage.selection.some', {
                    count,
                    number: formats.number(count),
                  })}
            </Text>
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
          <TriageNews triage={triage} issues={issues.length ? issues : page} />
          <TriageFailed triage={triage} />
        </div>
      </KeepFocus>
    </div>
  );
}
