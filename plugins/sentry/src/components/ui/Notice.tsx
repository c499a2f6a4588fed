import { Alert, type AlertProps } from '@backstage/ui';
import styles from './Notice.module.css';

/** Backstage's own, whose buttons go below its words where there is no room beside them. */
export function Notice(props: AlertProps) {
  return <Alert {...props} className={styles.notice} />;
}
