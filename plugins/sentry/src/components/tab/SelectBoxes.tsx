import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useIssueSelection } from '../../triage/useSelection';
import styles from './SelectBoxes.module.css';

/**
 * Selects an issue, with Shift all from the box used last to this one; nothing where none
 * can be selected.
 */
export function SelectIssue(props: { issue: SentryIssue }) {
  const { issue } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const selection = useIssueSelection();
  return selection ? (
    <label className={styles.area}>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={t('table.select', { name: issue.shortId ?? issue.title })}
        disabled={selection.isWaiting}
        checked={selection.isSelected(issue)}
        onChange={({ nativeEvent }) =>
          selection.toggle(issue, {
            through: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey,
          })
        }
      />
    </label>
  ) : null;
}

/** Selects all issues of the page, or none. */
export function SelectAll() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const selection = useIssueSelection();
  return selection ? (
    <label className={styles.area}>
      <input
        ref={box => {
          if (box) {
            box.indeterminate = selection.extent === 'some';
          }
        }}
        type="checkbox"
        className={styles.box}
        aria-label={t('table.selectAll')}
        disabled={selection.isWaiting}
        checked={selection.extent === 'all'}
        onChange={selection.toggleAll}
      />
    </label>
  ) : null;
}
