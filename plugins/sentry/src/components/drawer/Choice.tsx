import { MenuItem } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import type { ReactElement } from 'react';

/** What makes a menu one of values, of which one is; `null` where none or several are. */
export function oneOf(current: string | null) {
  return {
    selectionMode: 'single',
    selectedKeys: current === null ? [] : [current],
    disallowEmptySelection: true,
  } as const;
}

/** A value to choose. To choose what is already does nothing. */
export function Choice(props: {
  id: string;
  label: string;
  icon: ReactElement;
  isCurrent: boolean;
  onChoose: () => void;
}) {
  const { id, label, icon, isCurrent, onChoose } = props;
  return (
    <MenuItem
      id={id}
      iconStart={icon}
      textValue={label}
      onAction={isCurrent ? undefined : onChoose}
    >
      {label}
      {isCurrent && <RiCheckLine aria-hidden />}
    </MenuItem>
  );
}

/** The value that all have; `null` where they differ, or have none. */
export function sameOf(values: (string | undefined)[]): string | null {
  const [first = null, ...others] = values;
  return others.every(value => value === first) ? first : null;
}
