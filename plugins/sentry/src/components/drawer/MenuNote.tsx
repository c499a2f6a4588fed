import { MenuItem, VisuallyHidden } from '@backstage/ui';
import { MessageText } from '../ui/MessageText';
import styles from './Triage.module.css';

/** A sentence at the end of a menu, of what is not in it; nothing to choose. */
export function MenuNote({ children }: { children: string }) {
  return (
    <MenuItem id="note" textValue={children} className={styles.note} isDisabled>
      <span>
        <MessageText>{children}</MessageText>
      </span>
    </MenuItem>
  );
}

/** Says what is in an open menu, and what is not: the note in it takes no focus. */
export function MenuNews({ children }: { children: string | false }) {
  return (
    // An open menu hides all else from the ear, but for what is marked so.
    <VisuallyHidden role="status" data-live-announcer="true">
      {children && <MessageText>{children}</MessageText>}
    </VisuallyHidden>
  );
}
