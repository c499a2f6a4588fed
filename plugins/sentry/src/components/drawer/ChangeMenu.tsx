import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  DialogTrigger,
  Menu,
  MenuItem,
  MenuTrigger,
  Tooltip,
  TooltipTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import { RiArrowDownSLine, RiCheckLine } from '@remixicon/react';
import type {
  SentryIssue,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';
import {
  type ComponentProps,
  type ReactElement,
  type ReactNode,
  useId,
  useState,
} from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { isOfferedSomewhere, issuesWithout, targetOf } from '../../triage/acts';
import type { Triage } from '../../triage/Triage';
import { MessageText } from '../ui/messages';
import { SearchMenu } from './SearchMenu';
import { serverName } from '../../data/projects';
import styles from './Triage.module.css';

/** What a menu changes. */
export interface ChangeMenuProps {
  triage: Triage;
  issues: SentryIssue[];
  /** What the button shows; the name of the field where it is left out. */
  value?: ReactNode;
}

/**
 * A menu that changes a field of issues where its value is shown. A tooltip says whom Sentry
 * credits.
 */
export function ChangeMenu(
  props: ChangeMenuProps & {
    label: string;
    /** Of a menu of values: the key of the current one; `null` if there is none, or several. */
    current?: string | null;
    /** What is missing from the menu, and why; its last line. */
    note?: string;
    /** What screen readers announce when the menu opens. Default the note. */
    announced?: string;
    onOpen?: () => void;
    /** Items of the menu; left out where they are found by typing. */
    children?: ReactNode;
    found?: Pick<ComponentProps<typeof SearchMenu>, 'sections' | 'search'>;
  },
) {
  const { triage, issues, value, label, current, note, found } = props;
  const { announced = note } = props;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const credit = useCredit(triage, issues);

  const menu = {
    'aria-label': label,
    className: styles.menu,
    ...(current !== undefined && {
      selectionMode: 'single' as const,
      selectedKeys: current === null ? [] : [current],
      disallowEmptySelection: true,
    }),
  };
  const items = (
    <>
      {props.children}
      {note && (
        <MenuItem id="note" textValue={note} className={styles.note} isDisabled>
          <span>
            <MessageText>{note}</MessageText>
          </span>
        </MenuItem>
      )}
    </>
  );
  const trigger = (
    <Button
      size="small"
      variant={value ? 'tertiary' : 'secondary'}
      className={value ? styles.valueButton : undefined}
      aria-labelledby={value ? `${id}-name ${id}-value` : undefined}
      iconEnd={<RiArrowDownSLine aria-hidden />}
    >
      {value ? (
        <>
          <VisuallyHidden id={`${id}-name`}>{label}</VisuallyHidden>
          <span id={`${id}-value`} className={styles.value}>
            {value}
          </span>
        </>
      ) : (
        label
      )}
    </Button>
  );
  const credited = credit ? (
    <TooltipTrigger>
      {trigger}
      <Tooltip>{credit}</Tooltip>
    </TooltipTrigger>
  ) : (
    trigger
  );
  const onOpenChange = (opens: boolean) => {
    setIsOpen(opens);
    if (opens) {
      props.onOpen?.();
    }
  };
  return (
    <>
      {found ? (
        <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
          {credited}
          <SearchMenu
            {...found}
            label={label}
            note={note}
            onClose={() => setIsOpen(false)}
          />
        </DialogTrigger>
      ) : (
        <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
          {credited}
          <Menu {...menu}>{items}</Menu>
        </MenuTrigger>
      )}
      {/* An open menu hides everything else from screen readers unless it is marked so. */}
      <VisuallyHidden role="status" data-live-announcer="true">
        {isOpen && announced && <MessageText>{announced}</MessageText>}
      </VisuallyHidden>
    </>
  );
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
      <bdi>{label}</bdi>
      {isCurrent && <RiCheckLine aria-hidden />}
    </MenuItem>
  );
}

/** The value that all have; `null` where they differ, or have none. */
export function sharedValue(values: (string | undefined)[]): string | null {
  const [first = null, ...others] = values;
  return others.every(value => value === first) ? first : null;
}

/** Whom these changes are credited to; undefined where that differs between the issues. */
export function useCredit(
  triage: Triage,
  issues: SentryIssue[],
): string | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [target, ...others] = issues.map(issue =>
    targetOf(triage.advice, issue),
  );
  const differs = others.some(
    other =>
      other?.actsAs !== target?.actsAs || other?.server !== target?.server,
  );
  if (!target || differs) {
    return undefined;
  }
  const { actsAs, actorName: name } = target;
  const server = serverName(target.server);
  return name
    ? t(`triage.actor.${actsAs}Named`, { name, server })
    : t(`triage.actor.${actsAs}`, { server });
}

/**
 * Returns whether the server of any issue doesn't support changing a field; with a note for
 * the menu where other issues of the entity can be changed like this.
 */
export function useLacks({
  triage: { advice },
  issues,
}: ChangeMenuProps): (
  field: SentryIssueChangeField,
) => { note?: string } | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return field => {
    const without = issuesWithout(field, advice, issues);
    if (without.length === 0) {
      return undefined;
    }
    const names = organizationNames(without);
    return {
      note: isOfferedSomewhere(field, advice)
        ? t('triage.notOffered', {
            count: names.length,
            organizations: formats.list(names),
          })
        : undefined,
    };
  };
}

/** The organizations of issues, written like in annotations. */
export function organizationNames(issues: SentryIssue[]): string[] {
  return [
    ...new Set(
      issues.map(({ project: { instance, organization } }) =>
        instance === 'default' ? organization : `${instance}:${organization}`,
      ),
    ),
  ];
}
