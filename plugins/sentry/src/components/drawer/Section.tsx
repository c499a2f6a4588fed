import { Text } from '@backstage/ui';
import { type ReactNode, useId } from 'react';
import styles from './Section.module.css';

/** A part of a page with its heading, and what can be done with it. */
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
