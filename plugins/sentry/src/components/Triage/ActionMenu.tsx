import { Button, type ButtonProps, Menu, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { oneOf } from './Choice';

/** A button with the ways to do what it says. */
export function ActionMenu(props: {
  label: string;
  variant?: ButtonProps['variant'];
  /** Where they are values: the one that is; `null` where there is none, or several. */
  current?: string | null;
  children: ReactNode;
}) {
  const { label, variant = 'secondary', current, children } = props;
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant={variant}
        iconEnd={<RiArrowDownSLine aria-hidden />}
      >
        {label}
      </Button>
      <Menu aria-label={label} {...(current !== undefined && oneOf(current))}>
        {children}
      </Menu>
    </MenuTrigger>
  );
}
