import { Skeleton } from './primitives';
import styles from './ComponentTotals.module.css';

/** As many as stand in one line where there is room, and in two where there is little. */
export const mostShown = 4;

/** The room of those that are shown at first. */
export function ComponentTotalsSkeleton() {
  return (
    <div className={styles.room} aria-hidden>
      <div className={styles.heading}>
        <Skeleton width={160} height={14} />
      </div>
      <div className={styles.list}>
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
