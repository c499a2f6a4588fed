import { Skeleton } from '@backstage/ui';
import styles from './IssueList.module.css';

/** As many rows as will come, each as high as a row. */
export function IssueListSkeleton(props: { rows: number }) {
  return (
    <div className={styles.list} aria-hidden>
      {Array.from({ length: props.rows }, (_, index) => (
        <div className={styles.row} key={index}>
          <div className={styles.skeleton}>
            <Skeleton width={`${45 + ((index * 17) % 30)}%`} height={14} />
            <Skeleton width={`${60 + ((index * 23) % 30)}%`} height={12} />
            <Skeleton width="35%" height={10} />
          </div>
        </div>
      ))}
    </div>
  );
}
