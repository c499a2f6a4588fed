import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  MenuAutocomplete,
  MenuItem,
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
  SentryIssue,
  SentryPossibleAssignee,
} from 'backstage-plugin-sentry-common';
import { useCallback, useRef, useState } from 'react';
import { sentryApiRef } from '../../api';
import { useResource } from '../../hooks/useResource';
import { sentryTranslationRef } from '../../translation';
import type { TriageAct } from '../../triage';
import styles from './Triage.module.css';
import { useFocusSearch } from './useFocusSearch';
import { useFailureText } from './useFailureText';

/** Members and teams to choose from by name; looked up once it is opened. */
export function AssignMenu(props: {
  entityRef: string;
  issues: SentryIssue[];
  onAct: (act: TriageAct) => void;
}) {
  const { entityRef, issues, onAct } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
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
  const possible = data?.items.filter(one => fitsAll(one, issues)) ?? [];
  const sections = [
    ['teams', possible.filter(({ type }) => type === 'team')],
    ['people', possible.filter(({ type }) => type === 'user')],
  ] as const;
  const assign = (assignee?: SentryPossibleAssignee) =>
    onAct({
      kind: 'assign',
      change: { assignedTo: assignee ? keyOf(assignee) : null },
      ...(assignee && {
        assignee: { type: assignee.type, id: assignee.id, name: assignee.name },
      }),
    });
  const note = () => {
    if (isPending) {
      return t('triage.assign.loading');
    }
    return error && failureText(error).message;
  };
  const text = note();

  return (
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
        aria-label={t('triage.assign.action')}
        placeholder={t('triage.assign.search')}
        className={styles.assignees}
        renderEmptyState={() => (
          <div className={styles.nobody}>{text ?? t('triage.assign.none')}</div>
        )}
      >
        <MenuItem
          id="nobody"
          iconStart={<RiUserUnfollowLine aria-hidden />}
          onAction={() => assign()}
        >
          {t('triage.assign.nobody')}
        </MenuItem>
        {sections.map(
          ([name, assignees]) =>
            assignees.length > 0 && (
              <MenuSection key={name} title={t(`triage.assign.${name}`)}>
                {assignees.map(assignee => (
                  <MenuItem
                    key={keyOf(assignee)}
                    id={keyOf(assignee)}
                    iconStart={
                      assignee.type === 'team' ? (
                        <RiTeamLine aria-hidden />
                      ) : (
                        <RiUserLine aria-hidden />
                      )
                    }
                    onAction={() => assign(assignee)}
                  >
                    {assignee.name}
                  </MenuItem>
                ))}
              </MenuSection>
            ),
        )}
        {text && (
          <MenuItem id="note" isDisabled>
            {text}
          </MenuItem>
        )}
      </MenuAutocomplete>
    </MenuTrigger>
  );
}

function keyOf({ type, id }: SentryPossibleAssignee): string {
  return `${type}:${id}`;
}

function fitsAll(one: SentryPossibleAssignee, issues: SentryIssue[]): boolean {
  return issues.every(
    ({ project }) =>
      one.instance === project.instance &&
      one.organization === project.organization &&
      one.projects.includes(project.slug),
  );
}
