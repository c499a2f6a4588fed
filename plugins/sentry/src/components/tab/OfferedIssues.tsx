import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { RefObject } from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { KeptPage, OfferedIssues } from '../../triage/useKeptPage';
import styles from './OfferedIssues.module.css';

function useOfferText(): (offered: OfferedIssues) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { counted } = useFormats();
  return ({ count, areNew }) =>
    t(areNew ? 'live.new' : 'live.more', counted(count));
}

/** Returns what has changed since the list was loaded, in words; empty for nothing. */
export function useNews(): (kept: KeptPage) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const offerText = useOfferText();
  const { counted } = useFormats();
  return ({ offered, settledCount }) =>
    [
      offered && offerText(offered),
      settledCount > 0 && t('live.settled', counted(settledCount)),
    ]
      .filter(Boolean)
      .join(' · ');
}

/** Floats at the end of the list, so that no row moves; its news is announced elsewhere. */
export function OfferedIssuesBar(props: {
  offered: OfferedIssues;
  /** Takes the focus, as the button goes away. */
  list: RefObject<HTMLElement>;
}) {
  const { offered, list } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const text = useOfferText()(offered);
  const onShow = () => {
    offered.show();
    const element = list.current;
    if (element && element.getBoundingClientRect().top < 0) {
      element.scrollIntoView({ block: 'start' });
    }
    element?.focus({ preventScroll: true });
  };
  return (
    <div className={styles.dock}>
      <div className={styles.bar}>
        <span>{text}</span>
        <Button size="small" variant="tertiary" onPress={onShow}>
          {t('live.show')}
        </Button>
      </div>
    </div>
  );
}
