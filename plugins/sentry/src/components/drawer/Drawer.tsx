import { Dialog, DialogHeader } from '@backstage/ui';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Drawer.module.css';

/**
 * A dialog at the end of the window, as high as it: over the page, which it keeps
 * the focus from. Escape and a click beside it close it.
 */
export function Drawer(props: {
  /** What it is called by. */
  title: string;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Has a button that closes, as the drawer itself shows none. */
  children: ReactNode;
}) {
  const { title, onClose, onKeyDown, children } = props;
  return (
    <Dialog
      className={styles.drawer}
      isOpen
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      {/* Names the dialog. Not shown: its button to close speaks English only. */}
      <DialogHeader className={styles.name}>{title}</DialogHeader>
      {/* Keys work wherever the focus is inside, as they do in a menu. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.content} onKeyDown={onKeyDown}>
        {children}
      </div>
    </Dialog>
  );
}
