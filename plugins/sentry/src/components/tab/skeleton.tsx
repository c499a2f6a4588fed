import { Flex } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { SentryIssueColumn } from '../../issueColumns';
import { Skeleton } from '../ui/Skeleton';
import { columnOf } from './columns';
import styles from './IssuesTable.module.css';

/** Rows without issues: as many as fit on most screens. */
export const skeletonRows: { id: string; issue?: SentryIssue }[] = Array.from(
  { length: 8 },
  (_, index) => ({ id: `${index}` }),
);

/** What a cell looks like before there is anything to show: of about its size. */
export function SkeletonCell(props: {
  column: SentryIssueColumn | 'select';
  row: string;
}) {
  const { column, row } = props;
  const index = Number(row);
  if (column === 'select') {
    return null;
  }
  if (columnOf[column].isNumeric) {
    return (
      <Flex justify="end">
        <Skeleton width={32} height={14} />
      </Flex>
    );
  }
  if (column !== 'issue') {
    return <Skeleton width={column === 'trend' ? '80%' : '60%'} height={14} />;
  }
  return (
    <div className={styles.skeleton}>
      <Skeleton width={`${35 + ((index * 17) % 30)}%`} height={16} />
      <Skeleton width={`${60 + ((index * 23) % 30)}%`} height={13} />
      <Skeleton width="45%" height={11} />
    </div>
  );
}
