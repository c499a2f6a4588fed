import {
  ButtonIcon,
  type ButtonIconProps,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';
import { forwardRef, type ReactElement } from 'react';

/** What {@link IconButton} takes beside what any button with an icon does. */
export interface IconButtonProps extends Omit<
  ButtonIconProps,
  'aria-label' | 'icon' | 'children'
> {
  /** What it does: its name. */
  label: string;
  /** Shown to the pointer that rests and to the keyboard. Default the label. */
  tip?: string;
  icon: ReactElement;
}

/** A small button that is an icon alone, and says in words what it does. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(
  (props, ref) => {
    const { label, tip = label, ...rest } = props;
    return (
      <TooltipTrigger>
        <ButtonIcon
          ref={ref}
          variant="tertiary"
          size="small"
          {...rest}
          aria-label={label}
        />
        <Tooltip>{tip}</Tooltip>
      </TooltipTrigger>
    );
  },
);
IconButton.displayName = 'IconButton';
