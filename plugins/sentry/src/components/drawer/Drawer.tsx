import { Dialog, DialogHeader } from '@backstage/ui';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Drawer.module.css';

/** A modal dialog at the window's end, of its full height. Escape and a click beside it close it. */
export function Drawer(props: {
  /** The dialog's accessible name. */
  title: string;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Includes a button that closes: the drawer shows none. */
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
      {/* Names the dialog. Hidden, as its close button has an English label only. */}
      <DialogHeader className={styles.name}>{title}</DialogHeader>
      {/* Handles keys wherever the focus is inside. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.content} onKeyDown={onKeyDown}>
        {children}
      </div>
    </Dialog>
  );
}
