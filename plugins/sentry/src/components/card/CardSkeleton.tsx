import { IssueListSkeleton } from '../ui/IssueListSkeleton';
import { SummaryCountsSkeleton } from '../ui/SummaryCountsSkeleton';
import styles from './SentryIssuesCard.module.css';

/** The room of counts and issues. */
export function CardSkeleton(props: { rows: number }) {
  return (
    <div className={styles.body}>
      <SummaryCountsSkeleton />
      {props.rows > 0 && <IssueListSkeleton rows={props.rows} />}
    </div>
  );
}
