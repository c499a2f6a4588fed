import { Button, type ButtonProps, Menu, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import type { ReactNode } from 'react';

/** A button with the ways to do what it says. */
export function ActionMenu(props: {
  label: string;
  variant?: ButtonProps['variant'];
  children: ReactNode;
}) {
  const { label, variant = 'secondary', children } = props;
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant={variant}
        iconEnd={<RiArrowDownSLine aria-hidden />}
      >
        {label}
      </Button>
      <Menu aria-label={label}>{children}</Menu>
    </MenuTrigger>
  );
}
