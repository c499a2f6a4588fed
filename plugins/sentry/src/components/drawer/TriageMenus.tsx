import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  MenuItem,
  MenuSeparator,
  ButtonProps,
  Menu,
  MenuTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import type {
  SentryIssueChange,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { TriageAct } from '../../triage/types';
import type { Lack } from './WhyNot';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiEqualLine,
  RiArrowDownSLine,
  RiCheckLine,
} from '@remixicon/react';
import { sentryTranslationRef } from '../../translation';
import { type ReactNode, useState, type ReactElement } from 'react';
import styles from './Triage.module.css';
import { MessageText } from '../ui/messages';

interface StatusMenuProps {
  /** Why there is but one way, and no other; undefined where there are others. */
  lack: Lack | undefined;
  onAct: (act: TriageAct) => void;
}

/** As of now, or as of the next release where the server knows of such. */
export function ResolveMenu(
  props: StatusMenuProps & { variant: 'primary' | 'secondary' },
) {
  const { lack, onAct, variant } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const resolve = (resolution?: SentryIssueChange['resolution']) =>
    onAct({ kind: 'resolve', change: { status: 'resolved', resolution } });

  if (lack && !lack.isKnown) {
    return (
      <Button size="small" variant={variant} onPress={() => resolve()}>
        {t('triage.resolve.action')}
      </Button>
    );
  }
  return (
    <ActionMenu
      label={t('triage.resolve.action')}
      variant={variant}
      note={lack?.ofMenu}
    >
      <MenuItem onAction={() => resolve()}>{t('triage.resolve.now')}</MenuItem>
      {!lack && (
        <MenuItem onAction={() => resolve({ inNextRelease: true })}>
          {t('triage.resolve.inNextRelease')}
        </MenuItem>
      )}
    </ActionMenu>
  );
}

/** Back to where it was before it was resolved or archived. */
export function ReopenButton(props: {
  variant: 'primary' | 'secondary';
  onAct: StatusMenuProps['onAct'];
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Button
      size="small"
      variant={props.variant}
      onPress={() =>
        props.onAct({ kind: 'reopen', change: { status: 'unresolved' } })
      }
    >
      {t('triage.reopen')}
    </Button>
  );
}

const times = [
  ['hour', 60],
  ['day', 24 * 60],
  ['week', 7 * 24 * 60],
  ['month', 30 * 24 * 60],
] as const;

/** Until it gets worse, for a while, or for good. */
export function ArchiveMenu({ lack, onAct }: StatusMenuProps) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const archive = (change: SentryIssueChange = {}) =>
    onAct({ kind: 'archive', change: { status: 'ignored', ...change } });

  if (lack && !lack.isKnown) {
    return (
      <Button size="small" variant="secondary" onPress={() => archive()}>
        {t('triage.archive.action')}
      </Button>
    );
  }
  if (lack) {
    return (
      <ActionMenu label={t('triage.archive.action')} note={lack.ofMenu}>
        <MenuItem onAction={() => archive()}>
          {t('triage.archive.plain')}
        </MenuItem>
      </ActionMenu>
    );
  }
  return (
    <ActionMenu label={t('triage.archive.action')}>
      <MenuItem
        onAction={() => archive({ substatus: 'archived_until_escalating' })}
      >
        {t('triage.archive.untilEscalating')}
      </MenuItem>
      <MenuSeparator />
      {times.map(([name, durationMinutes]) => (
        <MenuItem
          key={name}
          onAction={() =>
            archive({
              substatus: 'archived_until_condition_met',
              durationMinutes,
            })
          }
        >
          {t(`triage.archive.${name}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onAction={() => archive({ substatus: 'archived_forever' })}>
        {t('triage.archive.forever')}
      </MenuItem>
    </ActionMenu>
  );
}

const priorities = [
  ['high', <RiArrowUpLine aria-hidden />],
  ['medium', <RiEqualLine aria-hidden />],
  ['low', <RiArrowDownLine aria-hidden />],
] as const;

/** How urgent it is to the people here, whatever Sentry thinks. */
export function PriorityMenu(props: {
  issues: SentryIssue[];
  onAct: (act: TriageAct) => void;
}) {
  const { issues, onAct } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const current = sameOf(issues.map(({ priority }) => priority));
  return (
    <ActionMenu label={t('triage.priority')} current={current}>
      {priorities.map(([priority, icon]) => (
        <Choice
          key={priority}
          id={priority}
          label={tBase(`issue.priority.${priority}`)}
          icon={icon}
          isCurrent={priority === current}
          onChoose={() => onAct({ kind: 'priority', change: { priority } })}
        />
      ))}
    </ActionMenu>
  );
}

/** A button with the ways to do what it says. */
function ActionMenu(props: {
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
