import type { ReactNode } from 'react';
import { useFormats } from '../../formats';
import { useEveryMinute } from '../../hooks';
import styles from './primitives.module.css';

/**
 * Small secondary text. The design system's secondary colour has too little contrast at
 * this size on a card in the dark theme, and its element takes long in each row of a table.
 */
export function QuietText(props: {
  as?: 'p' | 'span';
  variant?: 'body-small' | 'body-x-small';
  title?: string;
  truncate?: boolean;
  children: ReactNode;
}) {
  const { as: Element = 'span', title, children } = props;
  const { variant = 'body-x-small', truncate = false } = props;
  return (
    <Element
      className={styles.quiet}
      title={title}
      data-variant={variant}
      data-truncate={truncate || undefined}
    >
      {children}
    </Element>
  );
}

/** For screen readers, a word of its own. The design system's takes longer, which adds up in a table. */
export function Unseen(props: { children: ReactNode }) {
  return <div className={styles.unseen}>{props.children}</div>;
}

/** A dash, with its meaning for screen readers and, with `withTitle`, on hover. */
export function Nothing(props: { label: string; withTitle?: boolean }) {
  const { label, withTitle } = props;
  return (
    <span title={withTitle ? label : undefined}>
      <span aria-hidden>–</span>
      <Unseen>{label}</Unseen>
    </span>
  );
}

/** A short number, exact on hover and for screen readers. */
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
      <Unseen>{exact}</Unseen>
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
      // Some languages begin with the number, which must stay beside its words.
      dir="auto"
    >
      {formats.relative(date)}
    </time>
  );
}

/** A placeholder while data loads. A table has many, and Backstage's takes longer to render. */
export function Skeleton(props: {
  width: number | string;
  height: number;
  'aria-hidden'?: boolean;
}) {
  const { width, height, 'aria-hidden': isHidden } = props;
  return (
    <div
      className={styles.skeleton}
      data-sentry-skeleton
      style={{ width, height }}
      aria-hidden={isHidden}
    />
  );
}

/** How bad a share of sessions or users without a crash is. */
export function crashFreeTone(
  share: number,
): 'warning' | 'negative' | undefined {
  if (share >= 0.995) {
    return undefined;
  }
  return share >= 0.98 ? 'warning' : 'negative';
}
