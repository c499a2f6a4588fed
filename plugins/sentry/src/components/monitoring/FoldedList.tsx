import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useShowAll } from '../../hooks';
import styles from './monitoring.module.css';

/** More are shown when asked for. */
const mostShown = 10;

/** The rows of a card, and a button for those beyond the first ten. */
export function FoldedList<T>(props: {
  items: T[];
  keyOf: (item: T) => string[];
  renderRow: (item: T) => ReactNode;
  /** Text of the button. */
  all: string;
}) {
  const { items, keyOf, renderRow, all } = props;
  const { showsAll, showAll, firstMore } = useShowAll<HTMLLIElement>();
  return (
    <>
      <ul className={styles.list}>
        {items.slice(0, showsAll ? undefined : mostShown).map((item, index) => (
          <li
            className={styles.row}
            key={keyOf(item).join()}
            ref={index === mostShown ? firstMore : undefined}
            tabIndex={index === mostShown ? -1 : undefined}
          >
            {renderRow(item)}
          </li>
        ))}
      </ul>
      {!showsAll && items.length > mostShown && (
        <div>
          <Button variant="secondary" size="small" onPress={showAll}>
            {all}
          </Button>
        </div>
      )}
    </>
  );
}
