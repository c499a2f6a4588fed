import { Skeleton } from './Skeleton';
import styles from './IssueList.module.css';

/** As many rows as will come, each as high as a row. */
export function IssueListSkeleton(props: {
  rows: number;
  /** Whether each will name the entities that it is of. */
  withComponents?: boolean;
}) {
  const { rows, withComponents = false } = props;
  return (
    <div className={styles.list} aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        <div
          className={styles.row}
          data-components={withComponents}
          key={index}
        >
          <div className={styles.skeleton}>
            <Skeleton width={`${45 + ((index * 17) % 30)}%`} height={14} />
            <Skeleton width={`${60 + ((index * 23) % 30)}%`} height={12} />
            <Skeleton width="35%" height={10} />
            {withComponents && <Skeleton width="20%" height={10} />}
          </div>
        </div>
      ))}
    </div>
  );
}
