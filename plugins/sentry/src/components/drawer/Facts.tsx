import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** What is known of something, by name; what is not known is left out. */
export function Facts(props: {
  facts: (Fact | false | undefined)[];
  /** `columns` puts names above values, `rows` beside them. */
  layout?: 'columns' | 'rows';
  label?: string;
}) {
  const { facts, layout = 'columns', label } = props;
  const known = facts.filter(isKnown);
  if (known.length === 0) {
    return null;
  }
  return (
    <dl className={styles.facts} data-layout={layout} aria-label={label}>
      {known.map(({ name, value }, index) => (
        <div className={styles.fact} key={index}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Something known by a name. */
export interface Fact {
  name: ReactNode;
  value: ReactNode;
}

function isKnown(fact: Fact | false | undefined): fact is Fact {
  return Boolean(fact && (fact.value || fact.value === 0));
}
