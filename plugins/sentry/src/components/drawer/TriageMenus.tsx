import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  type ButtonProps,
  Menu,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowDownSLine,
  RiArrowUpLine,
  RiCheckLine,
  RiEqualLine,
} from '@remixicon/react';
import type {
  SentryIssue,
  SentryIssueChange,
} from 'backstage-plugin-sentry-common';
import { type ReactElement, type ReactNode, useState } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import type { TriageAct } from '../../triage/acts';
import { MessageText } from '../ui/messages';
import styles from './Triage.module.css';
import type { Unsupported } from './WhyNot';

interface StatusMenuProps {
  /** Why only the plain change is possible; undefined where there are others. */
  unsupported: Unsupported | undefined;
  onAct: (act: TriageAct) => void;
}

/** Resolves now, or in the next release where the server supports it. */
export function ResolveMenu(
  props: StatusMenuProps & { variant: 'primary' | 'secondary' },
) {
  const { unsupported, onAct, variant } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const resolve = (resolution?: SentryIssueChange['resolution']) =>
    onAct({ kind: 'resolve', change: { status: 'resolved', resolution } });
  return (
    <StatusMenu
      label={t('triage.resolve.action')}
      variant={variant}
      unsupported={unsupported}
      plainLabel={t('triage.resolve.now')}
      onPlain={() => resolve()}
    >
      <MenuItem onAction={() => resolve()}>{t('triage.resolve.now')}</MenuItem>
      <MenuItem onAction={() => resolve({ inNextRelease: true })}>
        {t('triage.resolve.inNextRelease')}
      </MenuItem>
    </StatusMenu>
  );
}

const archiveMinutes = [
  ['hour', 60],
  ['day', 24 * 60],
  ['week', 7 * 24 * 60],
  ['month', 30 * 24 * 60],
] as const;

/** Archives until the issue escalates, for a while, or forever. */
export function ArchiveMenu({ unsupported, onAct }: StatusMenuProps) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const archive = (change: SentryIssueChange = {}) =>
    onAct({ kind: 'archive', change: { status: 'ignored', ...change } });
  return (
    <StatusMenu
      label={t('triage.archive.action')}
      variant="secondary"
      unsupported={unsupported}
      plainLabel={t('triage.archive.plain')}
      onPlain={() => archive()}
    >
      <MenuItem
        onAction={() => archive({ substatus: 'archived_until_escalating' })}
      >
        {t('triage.archive.untilEscalating')}
      </MenuItem>
      <MenuSeparator />
      {archiveMinutes.map(([name, durationMinutes]) => (
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
    </StatusMenu>
  );
}

/** A menu of ways to change the status; a plain button where no server of the entity has several. */
function StatusMenu(props: {
  label: string;
  variant: 'primary' | 'secondary';
  unsupported: Unsupported | undefined;
  /** The one way that all servers support. */
  plainLabel: string;
  onPlain: () => void;
  children: ReactNode;
}) {
  const { label, variant, unsupported, plainLabel, onPlain } = props;
  if (unsupported && !unsupported.isOfferedElsewhere) {
    return (
      <Button size="small" variant={variant} onPress={onPlain}>
        {label}
      </Button>
    );
  }
  return (
    <ActionMenu label={label} variant={variant} note={unsupported?.menuNote}>
      {unsupported ? (
        <MenuItem onAction={onPlain}>{plainLabel}</MenuItem>
      ) : (
        props.children
      )}
    </ActionMenu>
  );
}

const priorities = [
  ['high', <RiArrowUpLine aria-hidden />],
  ['medium', <RiEqualLine aria-hidden />],
  ['low', <RiArrowDownLine aria-hidden />],
] as const;

/** Sets the priority of issues. */
export function PriorityMenu(props: {
  issues: SentryIssue[];
  onAct: (act: TriageAct) => void;
}) {
  const { issues, onAct } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const current = sharedValue(issues.map(({ priority }) => priority));
  return (
    <ActionMenu
      label={t('triage.priority')}
      variant="secondary"
      current={current}
    >
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

/** A button with a menu. */
function ActionMenu(props: {
  label: string;
  variant: ButtonProps['variant'];
  /** Of a menu of values: the current one; `null` if there is none, or several. */
  current?: string | null;
  /** What is missing from the menu, and why. */
  note?: string;
  children: ReactNode;
}) {
  const { label, variant, current, note, children } = props;
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
          {...(current !== undefined && singleChoice(current))}
        >
          {children}
          {note && <MenuNote>{note}</MenuNote>}
        </Menu>
      </MenuTrigger>
      {note && <MenuStatus>{isOpen && note}</MenuStatus>}
    </>
  );
}

/** Makes a menu one of values. `null` selects none. */
export function singleChoice(current: string | null) {
  return {
    selectionMode: 'single',
    selectedKeys: current === null ? [] : [current],
    disallowEmptySelection: true,
  } as const;
}

/** The value that all have; `null` where they differ, or have none. */
export function sharedValue(values: (string | undefined)[]): string | null {
  const [first = null, ...others] = values;
  return others.every(value => value === first) ? first : null;
}

/** An item of a menu of values. Choosing the current one does nothing. */
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

/** A sentence at the end of a menu about what is missing from it. */
export function MenuNote({ children }: { children: string }) {
  return (
    <MenuItem id="note" textValue={children} className={styles.note} isDisabled>
      <span>
        <MessageText>{children}</MessageText>
      </span>
    </MenuItem>
  );
}

/** Announces what is in an open menu and what is not: its note takes no focus. */
export function MenuStatus({ children }: { children: string | false }) {
  return (
    // An open menu hides everything else from screen readers unless it is marked so.
    <VisuallyHidden role="status" data-live-announcer="true">
      {children && <MessageText>{children}</MessageText>}
    </VisuallyHidden>
  );
}
