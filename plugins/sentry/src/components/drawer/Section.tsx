import { Text } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A part of the drawer with a heading and buttons beside it. */
export function Section(props: {
  title: string;
  /** 3 within an issue, 4 within an event of it. */
  level?: 3 | 4;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, level = 3, actions, children } = props;
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <div className={styles.head}>
        <Text
          as={level === 3 ? 'h3' : 'h4'}
          id={titleId}
          variant={level === 3 ? 'body-large' : 'body-medium'}
          weight="bold"
        >
          {title}
        </Text>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Names with values; those without a value are left out. */
export function Facts(props: { facts: Fact[]; label?: string }) {
  const known = props.facts.filter(({ value }) => value);
  if (known.length === 0) {
    return null;
  }
  return (
    <dl className={styles.facts} aria-label={props.label}>
      {known.map(({ name, value }, index) => (
        <div className={styles.fact} key={index}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Fact {
  name: ReactNode;
  value: ReactNode;
}

/** Opens and closes the content below it; plain text where there is none. The caller lays it out. */
export function DisclosureButton(props: {
  hasContent?: boolean;
  isOpen: boolean;
  onChange: (isOpen: boolean) => void;
  contentId: string;
  className: string;
  children: ReactNode;
}) {
  const { hasContent = true, isOpen, onChange, contentId } = props;
  const { className, children } = props;
  if (!hasContent) {
    return (
      <span className={className} data-static>
        {children}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={`${styles.button} ${className}`}
      aria-expanded={isOpen}
      aria-controls={isOpen ? contentId : undefined}
      onClick={() => onChange(!isOpen)}
    >
      <span className={styles.chevron} data-open={isOpen} aria-hidden>
        {isOpen ? <RiArrowDownSLine /> : <RiArrowRightSLine />}
      </span>
      {children}
    </button>
  );
}
