import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { Triage } from '../../triage/TriageContext';
import styles from './Triage.module.css';

/** How many issues the list does not show yet, so that nothing moves; and how to see them. */
export function HeldBack(props: { heldBack: Triage['heldBack'] }) {
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
