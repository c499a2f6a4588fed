import { Skeleton as Bones, type SkeletonProps } from '@backstage/ui';
import styles from './Skeleton.module.css';

/** Backstage's own, which stands still for who asked for less motion. */
export function Skeleton(props: SkeletonProps) {
  return <Bones {...props} className={styles.skeleton} />;
}
