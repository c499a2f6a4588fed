import { Button, DialogTrigger, Popover, Text } from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './Triage.module.css';

/** A question, and its answer to those who ask. */
export function AskWhy(props: {
  ask: string;
  /** Where it is said in more words to the ear; begins with the same. */
  name?: string;
  title: string;
  children: ReactNode;
}) {
  const { ask, name, title, children } = props;
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="tertiary"
        aria-label={name}
        iconStart={<RiLockLine aria-hidden />}
      >
        {ask}
      </Button>
      <Popover placement="bottom start">
        <div className={styles.why}>
          <Text as="p" weight="bold">
            {title}
          </Text>
          {children}
        </div>
      </Popover>
    </DialogTrigger>
  );
}
