import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
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
import { useCallback, useRef, useState, RefObject, useEffect } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { useFormats } from '../../formats';
import { useResource } from '../../data/useResource';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { assignTo } from '../../triage/undoSteps';
import { type TriageAct } from '../../triage/types';
import { Choice, oneOf, sameOf, MenuNews, MenuNote } from './TriageMenus';
import styles from './Triage.module.css';
import { useFailureText } from './failures';

const nobody = 'nobody';

/** Members and teams to choose from by name; looked up once it is opened. */
export function AssignMenu(props: {
  entityRef: string;
  issues: SentryIssue[];
  onAct: (act: TriageAct) => void;
}) {
  const { entityRef, issues, onAct } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const failureText = useFailureText();
  const sentryApi = useApi(sentryApiRef);
  const [isWanted, setIsWanted] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useFocusSearch(trigger, isOpen);
  const load = useCallback(
    (signal: AbortSignal) => sentryApi.getAssignees(entityRef, { signal }),
    [sentryApi, entityRef],
  );
  const { data, error, isPending, reload } = useResource(
    isWanted ? load : undefined,
  );
  const current = sameOf(issues.map(({ assignee }) => keyOf(assignee)));
  const possible = data?.items.filter(one => fitsAll(one, issues)) ?? [];
  const sections = [
    ['teams', possible.filter(({ type }) => type === 'team')],
    ['people', possible.filter(({ type }) => type === 'user')],
  ] as const;
  const noteOf = () => {
    if (isPending) {
      return t('triage.assign.loading');
    }
    if (error) {
      return failureText(error).message;
    }
    const messages = data?.problems.map(({ message }) => message) ?? [];
    return messages.length > 0 ? [...new Set(messages)].join(' ') : undefined;
  };
  const note = noteOf();
  const count = possible.length;
  const projects = [...new Set(issues.map(({ project }) => project.slug))];
  const limit = data?.items.some(
    one =>
      !possible.includes(one) && issues.some(issue => fitsAll(one, [issue])),
  )
    ? t('triage.assign.ofAll', { projects: formats.list(projects) })
    : undefined;
  const inMenu = joined(note, limit);

  return (
    <>
      <MenuTrigger
        isOpen={isOpen}
        onOpenChange={opens => {
          setIsOpen(opens);
          setIsWanted(wanted => wanted || opens);
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
          {...oneOf(current)}
          aria-label={t('triage.assign.action')}
          placeholder={t('triage.assign.search')}
          className={styles.assignees}
          renderEmptyState={() => (
            <div className={styles.nobody}>
              {isPending ? note : t('triage.assign.none')}
            </div>
          )}
        >
          <Choice
            id={nobody}
            label={t('triage.assign.nobody')}
            icon={<RiUserUnfollowLine aria-hidden />}
            isCurrent={current === nobody}
            onChoose={() => onAct(assignTo(undefined))}
          />
          {sections.map(
            ([name, assignees]) =>
              assignees.length > 0 && (
                <MenuSection key={name} title={t(`triage.assign.${name}`)}>
                  {assignees.map(({ type, id, name: label }) => (
                    <Choice
                      key={keyOf({ type, id })}
                      id={keyOf({ type, id })}
                      label={label}
                      icon={
                        type === 'team' ? (
                          <RiTeamLine aria-hidden />
                        ) : (
                          <RiUserLine aria-hidden />
                        )
                      }
                      isCurrent={current === keyOf({ type, id })}
                      onChoose={() =>
                        onAct(assignTo({ type, id, name: label }))
                      }
                    />
                  ))}
                </MenuSection>
              ),
          )}
          {inMenu && <MenuNote>{inMenu}</MenuNote>}
        </MenuAutocomplete>
      </MenuTrigger>
      <MenuNews>
        {isOpen &&
          (note ??
            joined(
              t('triage.assign.found', {
                count,
                number: formats.number(count),
              }),
              limit,
            ))}
      </MenuNews>
    </>
  );
}

function keyOf(assignee: Pick<SentryAssignee, 'type' | 'id'> | undefined) {
  return assignee ? `${assignee.type}:${assignee.id}` : nobody;
}

function joined(...sentences: (string | undefined)[]): string {
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

/** Lets the viewer type at once in a menu that has a search field: its own focus is on its items. */
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
