import { Skeleton } from '../Skeleton';
import styles from './SummaryCounts.module.css';

/** The room that the counts and the trend will take. */
export function SummaryCountsSkeleton() {
  return (
    <div className={styles.counts} aria-hidden>
      <div className={styles.strip}>
        {Array.from({ length: 5 }, (_, index) => (
          <div className={styles.figure} key={index}>
            <Skeleton width={32} height={28} />
            <Skeleton width={56} height={12} />
          </div>
        ))}
      </div>
      <div className={styles.trend}>
        <Skeleton width="100%" height={28} />
        <Skeleton width={120} height={12} />
      </div>
    </div>
  );
}
