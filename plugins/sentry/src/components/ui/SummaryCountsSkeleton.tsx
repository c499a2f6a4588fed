import { QuietText } from './QuietText';
import { Skeleton } from './Skeleton';
import styles from './SummaryCounts.module.css';

/** The room that the counts and the trend will take. */
export function SummaryCountsSkeleton() {
  return (
    <div className={styles.counts} aria-hidden>
      <div className={styles.strip}>
        {Array.from({ length: 5 }, (_, index) => (
          <div className={styles.figure} key={index}>
            <Skeleton width={32} height={28} />
            <QuietText variant="body-small">
              <LabelSkeleton width={56} />
            </QuietText>
          </div>
        ))}
      </div>
      <div className={styles.trend}>
        <Skeleton width="100%" height={28} />
        <QuietText>
          <LabelSkeleton width={120} />
        </QuietText>
      </div>
    </div>
  );
}

/** Within a line of text, which is as high as the label will be. */
function LabelSkeleton(props: { width: number }) {
  return (
    <span className={styles.label}>
      <Skeleton width={props.width} height={12} />
    </span>
  );
}
