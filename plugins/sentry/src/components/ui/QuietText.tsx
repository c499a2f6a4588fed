import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './QuietText.module.css';

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
