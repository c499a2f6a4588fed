import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { forwardRef, type ReactNode } from 'react';
import styles from './DisclosureButton.module.css';

/** Opens and closes what follows it; its layout is the caller's. */
export const DisclosureButton = forwardRef<
  HTMLButtonElement,
  {
    isOpen: boolean;
    onChange: (isOpen: boolean) => void;
    /** Id of what it opens; undefined where there is nothing to open at the moment. */
    contentId: string | undefined;
    className?: string;
    children: ReactNode;
  }
>((props, ref) => {
  const { isOpen, onChange, contentId, className = '', children } = props;
  return (
    <button
      ref={ref}
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
});
DisclosureButton.displayName = 'DisclosureButton';
