import { RiErrorWarningLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { QuietText } from '../ui/QuietText';
import styles from './ConnectionPage.module.css';
import type { Fact } from './instanceFacts';

/** What is known, each with its name; what needs a look stands out. */
export function FactList(props: { facts: Fact[]; children?: ReactNode }) {
  return (
    <dl className={styles.facts}>
      {props.facts.map(({ label, value, hint, isOdd }) => (
        <div key={label} className={styles.fact} data-odd={isOdd}>
          <dt>{label}</dt>
          <dd>
            <span className={styles.value}>
              {isOdd && <RiErrorWarningLine size={16} aria-hidden />}
              <span>{value}</span>
            </span>
            {hint && (
              <QuietText as="p" variant="body-small">
                {hint}
              </QuietText>
            )}
          </dd>
        </div>
      ))}
      {props.children}
    </dl>
  );
}
