import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { Triage } from '../../triage/TriageContext';
import { issueIdOf } from '../../issueUrl/address';
import { Notice } from '../ui/Notice';
import { countIssues } from './countIssues';
import { FailureReasons } from './FailureReasons';
import styles from './Triage.module.css';

const outcomes = ['changed', 'unknown'] as const;

/**
 * Of which issues it is not known how they are now, or whether they were changed at all:
 * to be looked at again rather than changed again.
 */
export function Unconfirmed(props: { triage: Triage }) {
  const { triage } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    // There from the start, so that what appears in it is said.
    <div role="status" className={styles.status}>
      {outcomes.map(outcome => {
        const failures = triage.failures.filter(one => one.outcome === outcome);
        const [first] = failures;
        const count = countIssues(failures);
        return (
          first && (
            <Notice
              key={outcome}
              status="warning"
              icon
              title={t(`triage.unconfirmed.${outcome}`, {
                count,
                number: formats.number(count),
                name: issueIdOf(first.issue),
              })}
              description={
                <FailureReasons failures={failures} isNamed={count > 1} />
              }
              customActions={
                <>
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={() => {
                      triage.refresh();
                      triage.dismissFailures(failures);
                    }}
                  >
                    {t('triage.unconfirmed.ask')}
                  </Button>
                  <Button
                    size="small"
                    variant="tertiary"
                    onPress={() => triage.dismissFailures(failures)}
                  >
                    {t('triage.failed.dismiss')}
                  </Button>
                </>
              }
            />
          )
        );
      })}
    </div>
  );
}
