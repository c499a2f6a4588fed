import {
  Text,
  VisuallyHidden,
  Skeleton as Bones,
  SkeletonProps,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './primitives.module.css';
import { useFormats } from '../../formats';
import { useEveryMinute } from '../../hooks';

/**
 * Small text that steps back. Stronger than the design system's secondary colour,
 * which has too little contrast at this size on a card in the dark theme.
 */
export function QuietText(props: {
  as?: 'p' | 'span';
  variant?: 'body-small' | 'body-x-small';
  title?: string;
  truncate?: boolean;
  children: ReactNode;
}) {
  const { as = 'span', variant = 'body-x-small', ...rest } = props;
  return <Text as={as} variant={variant} className={styles.quiet} {...rest} />;
}

/** Where there is nothing to show: a dash to the eye, and to the ear what it means. */
export function Nothing(props: {
  label: string;
  /** Whether the pointer is told, too: where it is not plain from the place. */
  withTitle?: boolean;
}) {
  const { label, withTitle } = props;
  return (
    <span title={withTitle ? label : undefined}>
      <span aria-hidden>–</span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}

/** A number in little room, exact on hover and for screen readers. */
export function CompactNumber(props: { value: number; capped?: boolean }) {
  const { value, capped = false } = props;
  const formats = useFormats();
  const shown = capped ? formats.capped(value) : formats.compact(value);
  const exact = capped ? shown : formats.number(value);
  if (shown === exact) {
    return <bdi className={styles.number}>{shown}</bdi>;
  }
  return (
    <bdi className={styles.number} title={exact}>
      <span aria-hidden>{shown}</span>
      <VisuallyHidden>{exact}</VisuallyHidden>
    </bdi>
  );
}

/** `5 minutes ago`, with the exact time on hover and for machines. */
export function RelativeTime(props: { value: string | undefined }) {
  const formats = useFormats();
  useEveryMinute();
  const date = props.value ? new Date(props.value) : undefined;
  if (!date || Number.isNaN(date.getTime())) {
    return <>–</>;
  }
  return (
    <time
      className={styles.time}
      dateTime={date.toISOString()}
      title={formats.exact(date)}
      // The number comes first in some languages, and must not leave its words.
      dir="auto"
    >
      {formats.relative(date)}
    </time>
  );
}

/** Backstage's own, which stands still for who asked for less motion. */
export function Skeleton(props: SkeletonProps) {
  return <Bones {...props} className={styles.skeleton} />;
}
