import styles from './ComponentTotals.module.css';
import { Skeleton } from './primitives';

/** How many are shown at first: one line on wide screens, two on narrow ones. */
export const mostShown = 4;

/** Apart from the totals, so that a card can show it while they are loaded. */
export function ComponentTotalsSkeleton(props: { isWide?: boolean }) {
  return (
    <div className={styles.room} aria-hidden>
      <div className={styles.heading}>
        <Skeleton width={160} height={14} />
      </div>
      <div className={styles.list} data-wide={props.isWide}>
        {Array.from({ length: mostShown }, (_, index) => (
          <div className={styles.item} key={index}>
            <Skeleton width="70%" height={14} />
            <Skeleton width={24} height={14} />
            <span className={styles.bar} />
          </div>
        ))}
      </div>
    </div>
  );
}
