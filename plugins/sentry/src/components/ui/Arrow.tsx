import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import styles from './Arrow.module.css';

/** Points on or back in the direction of reading, whichever that is. */
export function Arrow(props: { to: 'previous' | 'next'; size?: number }) {
  const { to, size } = props;
  const Icon = to === 'next' ? RiArrowRightSLine : RiArrowLeftSLine;
  return <Icon className={styles.arrow} size={size} aria-hidden />;
}
