import { Button, type ButtonProps, Menu, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { type ReactNode, useState } from 'react';
import { oneOf } from './Choice';
import { MenuNews, MenuNote } from './MenuNote';
import styles from './Triage.module.css';

/** A button with the ways to do what it says. */
export function ActionMenu(props: {
  label: string;
  variant?: ButtonProps['variant'];
  /** Where they are values: the one that is; `null` where there is none, or several. */
  current?: string | null;
  /** What is not in it, and why. */
  note?: string;
  children: ReactNode;
}) {
  const { label, variant = 'secondary', current, note, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <MenuTrigger onOpenChange={setIsOpen}>
        <Button
          size="small"
          variant={variant}
          iconEnd={<RiArrowDownSLine aria-hidden />}
        >
          {label}
        </Button>
        <Menu
          aria-label={label}
          className={note && styles.noted}
          {...(current !== undefined && oneOf(current))}
        >
          {children}
          {note && <MenuNote>{note}</MenuNote>}
        </Menu>
      </MenuTrigger>
      {note && <MenuNews>{isOpen && note}</MenuNews>}
    </>
  );
}
