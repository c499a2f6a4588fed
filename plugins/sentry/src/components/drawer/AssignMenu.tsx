import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  MenuAutocomplete,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiTeamLine,
  RiUserLine,
  RiUserUnfollowLine,
} from '@remixicon/react';
import type {
  SentryAssignee,
  SentryIssue,
  SentryPossibleAssignee,
} from 'backstage-plugin-sentry-common';
import {
  type ReactElement,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { assignTo, type TriageAct } from '../../triage/acts';
import { useAssignees } from '../../data/answers';
import { useFailureText } from './failures';
import styles from './Triage.module.css';
import {
  Choice,
  MenuNote,
  MenuStatus,
  sharedValue,
  singleChoice,
} from './TriageMenus';

/** Assigns issues to a member or team, found by name. They are loaded when the menu first opens. */
export function AssignMenu(props: {
  entityRef: string;
  issues: SentryIssue[];
  onAct: (act: TriageAct) => void;
}) {
  const { entityRef, issues, onAct } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const failureText = useFailureText();
  const [wasOpened, setWasOpened] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useFocusSearch(trigger, isOpen);
  const { data, error, isPending, reload } = useAssignees(entityRef, wasOpened);
  const current = sharedValue(issues.map(({ assignee }) => keyOf(assignee)));
  const possible = data?.items.filter(one => fitsAll(one, issues)) ?? [];
  const teams = possible.filter(({ type }) => type === 'team');
  const people = possible.filter(({ type }) => type === 'user');
  const choice = (
    label: string,
    icon: ReactElement,
    assignee?: SentryAssignee,
  ) => (
    <Choice
      key={keyOf(assignee)}
      id={keyOf(assignee)}
      label={label}
      icon={icon}
      isCurrent={current === keyOf(assignee)}
      onChoose={() => onAct(assignTo(assignee))}
    />
  );
  const note = () => {
    if (isPending) {
      return t('triage.assign.loading');
    }
    if (error) {
      return failureText(error).message;
    }
    return joined(...new Set(data?.problems.map(({ message }) => message)));
  };
  const count = possible.length;
  const isLimited = data?.items.some(
    one =>
      !possible.includes(one) && issues.some(issue => fitsAll(one, [issue])),
  );
  const limit =
    isLimited &&
    t('triage.assign.ofAll', {
      projects: formats.list([
        ...new Set(issues.map(({ project }) => project.slug)),
      ]),
    });
  const noteInMenu = joined(note(), limit);

  return (
    <>
      <MenuTrigger
        isOpen={isOpen}
        onOpenChange={opens => {
          setIsOpen(opens);
          setWasOpened(before => before || opens);
          if (opens && error) {
            reload();
          }
        }}
      >
        <Button
          ref={trigger}
          size="small"
          variant="secondary"
          iconEnd={<RiArrowDownSLine aria-hidden />}
        >
          {t('triage.assign.action')}
        </Button>
        <MenuAutocomplete
          {...singleChoice(current)}
          aria-label={t('triage.assign.action')}
          placeholder={t('triage.assign.search')}
          className={styles.assignees}
          renderEmptyState={() => (
            <div className={styles.noMatch}>
              {isPending ? note() : t('triage.assign.none')}
            </div>
          )}
        >
          {choice(
            t('triage.assign.nobody'),
            <RiUserUnfollowLine aria-hidden />,
          )}
          {teams.length > 0 && (
            <MenuSection title={t('triage.assign.teams')}>
              {teams.map(({ type, id, name }) =>
                choice(name, <RiTeamLine aria-hidden />, { type, id, name }),
              )}
            </MenuSection>
          )}
          {people.length > 0 && (
            <MenuSection title={t('triage.assign.people')}>
              {people.map(({ type, id, name }) =>
                choice(name, <RiUserLine aria-hidden />, { type, id, name }),
              )}
            </MenuSection>
          )}
          {noteInMenu && <MenuNote>{noteInMenu}</MenuNote>}
        </MenuAutocomplete>
      </MenuTrigger>
      <MenuStatus>
        {isOpen &&
          (note() ||
            joined(t('triage.assign.found', formats.counted(count)), limit))}
      </MenuStatus>
    </>
  );
}

function keyOf(assignee: SentryAssignee | undefined): string {
  return assignee ? `${assignee.type}:${assignee.id}` : 'unassigned';
}

function joined(...sentences: (string | false | undefined)[]): string {
  return sentences.filter(Boolean).join(' ');
}

function fitsAll(one: SentryPossibleAssignee, issues: SentryIssue[]): boolean {
  return issues.every(
    ({ project }) =>
      one.instance === project.instance &&
      one.organization === project.organization &&
      one.projects.includes(project.slug),
  );
}

/** Focuses the search field of an opened menu, which focuses its items by itself. */
function useFocusSearch(
  trigger: RefObject<HTMLButtonElement>,
  isOpen: boolean,
) {
  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    // After the menu has taken the focus.
    const frame = requestAnimationFrame(() => {
      const id = trigger.current?.getAttribute('aria-controls');
      const menu = id ? document.getElementById(id) : null;
      menu?.parentElement?.querySelector('input')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [isOpen, trigger]);
}
